package postern.diagnosis.cause;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;

/// What logs, bounces and pasted texts say in so many words.
final class Logs {
    private static final Pattern FILE = Pattern.compile("['\"<]?(/[A-Za-z0-9_.@+/-]+\\.?[A-Za-z0-9_-]+)['\">]?");

    private Logs() {}

    /// Lines of logs, bounces and pasted texts in which a pattern is found.
    static List<Citation> saying(Pattern pattern, Facts facts) {
        Stream<Citation> bounced = facts.evidence().bounces().stream()
                .flatMap(bounce -> bounce.lines().stream()
                        .filter(line -> pattern.matcher(line.text()).find())
                        .map(line -> Citation.line(bounce.source(), line.number(), line.text())));
        Stream<Citation> pasted = facts.evidence().texts().stream()
                .flatMap(text -> text.lines().stream()
                        .filter(line -> pattern.matcher(line.text()).find())
                        .map(line -> Citation.line(text.source(), line.number(), line.text())));
        return Stream.of(facts.lines(pattern).stream(), bounced, pasted)
                .flatMap(lines -> lines)
                .toList();
    }

    /// The first file named in such a line.
    static String file(Pattern pattern, Facts facts) {
        return saying(pattern, facts).stream()
                .map(Citation::text)
                .flatMap(text -> FILE.matcher(text).results().map(match -> match.group(1)))
                .filter(path -> !path.startsWith("/var/") && path.lastIndexOf('/') > 0)
                .findFirst()
                .orElse("?");
    }

    /// The first group of the pattern in the first line it is found in.
    static String group(Pattern pattern, Facts facts) {
        return saying(pattern, facts).stream()
                .map(citation -> pattern.matcher(citation.text()))
                .filter(Matcher::find)
                .filter(matcher -> matcher.groupCount() > 0 && matcher.group(1) != null)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse("?");
    }
}
