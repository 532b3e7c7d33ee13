package postern.postfix;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Changes one `-o` option of one service and leaves every other line of `master.cf` as it is.
final class MasterEdit {
    private final List<PhysicalLine> lines;
    private final MasterCf.Service service;
    private final String name;
    /// An option that stands in one line, in any quoting.
    private final Pattern option;

    MasterEdit(List<PhysicalLine> lines, MasterCf.Service service, String name) {
        this.lines = lines;
        this.service = service;
        this.name = name;
        this.option = Pattern.compile("(?<=\\s)-o[ \\t]*(\\{[ \\t]*)?" + Pattern.quote(name) + "(?=[ \\t=])");
    }

    /// The text with the option set. One that is written in a single line changes in place; else it is added
    /// as the last line of the service, where it counts.
    String with(String value) {
        String written = value.chars().anyMatch(character -> ConfigurationText.isSpace((char) character))
                ? "-o { " + name + " = " + value + " }"
                : "-o " + name + "=" + value;
        List<PhysicalLine> edited = replaced(written);
        return text(edited.equals(lines) ? appended(written) : edited);
    }

    /// The text without the option; a line that held nothing else goes as well.
    String without() {
        return text(replaced(""));
    }

    private List<PhysicalLine> replaced(String written) {
        var edited = new ArrayList<PhysicalLine>();
        for (PhysicalLine line : lines) {
            boolean inside = line.number() >= service.firstLine() && line.number() <= service.lastLine();
            String content = inside && !line.isSkipped() ? replaced(line.content(), written) : line.content();
            if (content.equals(line.content())) {
                edited.add(line);
            } else if (!ConfigurationText.strip(content).isEmpty()) {
                edited.add(new PhysicalLine(line.number(), line.decoration() + content, line.end()));
            }
        }
        return edited;
    }

    private String replaced(String content, String written) {
        var found = new StringBuilder();
        String padded = " " + content;
        Matcher matcher = option.matcher(padded);
        int last = 0;
        while (matcher.find()) {
            int end = end(padded, matcher.end(), matcher.group(1) != null);
            if (matcher.start() < last || end < 0) {
                continue;
            }
            found.append(padded, last, matcher.start()).append(written);
            last = end;
        }
        String edited = found.append(padded.substring(last)).substring(1);
        return written.isEmpty() ? edited.stripTrailing() + (edited.isBlank() ? " " : "") : edited;
    }

    /// Where an option ends: at its brace, or at white space outside of braces; -1 if not in this line.
    private static int end(String text, int from, boolean braced) {
        int level = braced ? 1 : 0;
        for (int at = from; at < text.length(); at++) {
            char character = text.charAt(at);
            level += character == '{' ? 1 : character == '}' ? -1 : 0;
            if (braced && level == 0) {
                return at + 1;
            }
            if (!braced && level == 0 && ConfigurationText.isSpace(character)) {
                return at;
            }
        }
        return level == 0 ? text.length() : -1;
    }

    private List<PhysicalLine> appended(String written) {
        var edited = new ArrayList<>(lines);
        PhysicalLine last = lines.get(service.lastLine() - 1);
        String indent = last.number() > service.firstLine()
                ? last.content()
                        .substring(
                                0,
                                last.content().length()
                                        - last.content().stripLeading().length())
                : "  ";
        String end = last.end().isEmpty() ? "\n" : last.end();
        edited.set(service.lastLine() - 1, new PhysicalLine(last.number(), last.raw(), end));
        edited.add(service.lastLine(), new PhysicalLine(0, last.decoration() + indent + written, last.end()));
        return edited;
    }

    private static String text(List<PhysicalLine> lines) {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line.raw()).append(line.end()));
        return text.toString();
    }
}
