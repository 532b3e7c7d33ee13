package postern.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.maillog.LogLine;

/// Finds settings in whatever form programs have them: `name = value`, `NAME=value`, `name: value` of YAML with the
/// names above it, JSON, arrays of PHP and Ruby, arguments with names, `put("name", "value")`, XML, options of a
/// command line, and `name value`.
final class Assignments {
    private static final String NAME = "[A-Za-z$][A-Za-z0-9_.$-]{0,80}";
    private static final String VALUE =
            "(?:\"(?<double>[^\"]{0,200})\"|'(?<single>[^']{0,200})'|(?<bare>[^\\s\"',;(){}\\[\\]<>]{1,200}))";

    /// In code and in files of settings.
    private static final Pattern SET = Pattern.compile(
            "(?<![A-Za-z0-9_.$-])(?<name>" + NAME + ")[\"']?\\]{0,2}\\s{0,40}(?:=>|:=|==|=|:)\\s{0,40}[:\\[]?" + VALUE);
    private static final Pattern PUT =
            Pattern.compile("\\(\\s*[\"'](?<name>" + NAME + ")[\"']\\s*,\\s*" + VALUE + "\\s*\\)");
    private static final Pattern ELEMENT =
            Pattern.compile("<(?<name>[A-Za-z][\\w.-]{1,60})(?:\\s[^>]{0,200})?>\\s*(?<bare>[^<>]{1,200}?)\\s*</");
    private static final Pattern PROPERTY = Pattern.compile("<\\w+\\s[^>]{0,60}?(?:name|key)=\"(?<name>" + NAME
            + ")\"(?:[^>]{0,60}value=|[^>]{0,60}>)\"?(?<bare>[^<>\"]{1,200})");
    private static final Pattern OPTION = Pattern.compile("(?<=\\s)--(?<name>" + NAME + ")[ =]" + VALUE);
    private static final Pattern PREFERENCE = Pattern.compile("_pref\\(\"(?<name>" + NAME + ")\",\\s*" + VALUE);
    /// A file of settings without a sign between name and value.
    private static final Pattern WORDS =
            Pattern.compile("\\s*(?<name>[A-Za-z][A-Za-z_-]{1,40})\\s{1,20}" + VALUE + "\\s*");
    /// What a person or a window calls it.
    private static final Pattern LABEL = Pattern.compile(
            "[\\s*•>-]{0,10}(?<name>\\p{L}[\\p{L}\\p{N} /()-]{1,50}?)\\s{0,10}[:=：]\\s*(?<bare>\\S.{0,60})");

    private static final List<Pattern> ANYWHERE = List.of(SET, PUT, ELEMENT, PROPERTY, OPTION, PREFERENCE);

    /// What is commented out, and lines of a mail server's log.
    private static final Pattern OTHER =
            Pattern.compile("\\s*(?:#|;|//|--\\s|\\*|<!--).*|.*\\b(?:smtpd?|-login)\\[\\d+\\]: .*");
    /// A name under which others stand.
    private static final Pattern ABOVE = Pattern.compile("(\\s*)(?:- )?([A-Za-z][\\w.-]{0,60}):\\s*(?:#.*)?");
    private static final Pattern INDENTED = Pattern.compile("(\\s*)(?:- )?[A-Za-z][\\w.-]{0,60}:\\s.*");

    private Assignments() {}

    /// All settings, in order; what is commented out is none.
    static List<Assignment> in(List<LogLine> lines) {
        List<Assignment> found = new ArrayList<>();
        Deque<Above> above = new ArrayDeque<>();
        for (LogLine line : lines) {
            String text = line.text();
            if (OTHER.matcher(text).matches()) {
                continue;
            }
            climb(above, text);
            String path = INDENTED.matcher(text).matches() ? path(above) : "";
            int before = found.size();
            for (Pattern pattern : ANYWHERE) {
                Matcher set = pattern.matcher(text);
                while (set.find()) {
                    found.add(Assignment.of(path + set.group("name"), value(set), line));
                }
            }
            Matcher words = WORDS.matcher(text);
            if (found.size() == before && words.matches()) {
                found.add(Assignment.of(words.group("name"), value(words), line));
            }
            Matcher label = LABEL.matcher(text);
            if (label.matches()) {
                found.add(Assignment.of(label.group("name"), value(label), line));
            }
        }
        return found;
    }

    private static String value(Matcher set) {
        for (String group : List.of("double", "single", "bare")) {
            if (set.namedGroups().containsKey(group) && set.group(group) != null) {
                return set.group(group);
            }
        }
        return "";
    }

    private record Above(int indent, String name) {}

    private static void climb(Deque<Above> above, String text) {
        Matcher opens = ABOVE.matcher(text);
        boolean opening = opens.matches();
        int indent = text.length() - text.stripLeading().length();
        while (!above.isEmpty() && above.getLast().indent() >= indent) {
            above.removeLast();
        }
        if (opening) {
            above.addLast(new Above(indent, opens.group(2)));
        }
    }

    private static String path(Deque<Above> above) {
        var path = new StringBuilder();
        above.forEach(each -> path.append(each.name()).append('_'));
        return path.toString();
    }
}
