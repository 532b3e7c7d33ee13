package postern.postfix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Looks past what copying adds to a configuration: quoting, line numbers, prompts, typography.
///
/// The lines stay as they were given; only their content, which is what gets read, is mended, and each
/// kind of mending is remarked on once.
final class PastedText {
    private static final Pattern QUOTE = Pattern.compile("(?:>[ \\t]?){1,30}+");
    private static final Pattern NUMBER = Pattern.compile("[ \\t]*(\\d{1,6})(?:[ \\t]*[:|][ \\t]?|\\t| {1,2}|$)");
    private static final Pattern FILE_NAME = Pattern.compile("(?:[\\w./-]*/)?(?:main|master)\\.cf:");
    private static final List<Noise> NOISE = List.of(
            new Noise(
                    Remark.Kind.PROGRAM_MESSAGE,
                    "(?:/\\S*/)?(?:postconf|postfix(?:/\\S+)?): (?:warning|fatal|error|panic): .*"),
            new Noise(
                    Remark.Kind.MARKUP_FENCE, "(?i)[ \\t]*(?:```\\w*|~~~|\\[/?code[^\\]]*\\]|</?(?:pre|code)>)[ \\t]*"),
            new Noise(
                    Remark.Kind.COMMAND_PROMPT,
                    "(?:\\[?[\\w.-]+@[\\w.-]+[^=]{0,80}?[#$%>]|[#$%])[ \\t]*(?:sudo |cat |less |more |grep |egrep "
                            + "|head |tail |postconf\\b|/usr/sbin/postconf\\b|vi |vim |nano ).*"),
            new Noise(Remark.Kind.COMMAND_PROMPT, "\\[?[\\w.-]+@[\\w.-]+[: ][^=]{0,80}?[#$%][ \\t]*"));
    private static final Map<String, String> ENTITIES =
            Map.of("&gt;", ">", "&lt;", "<", "&quot;", "\"", "&#39;", "'", "&nbsp;", " ", "&amp;", "&");
    private static final Pattern ENTITY = Pattern.compile("&(?:gt|lt|quot|#39|nbsp|amp);");

    private final Map<Remark.Kind, Remark> remarks = new LinkedHashMap<>();

    private PastedText() {}

    /// A line that is no configuration at all.
    private record Noise(Remark.Kind kind, Pattern pattern) {
        Noise(Remark.Kind kind, String pattern) {
            this(kind, Pattern.compile(pattern));
        }
    }

    /// Lines with their content mended, and what was mended.
    record Read(List<PhysicalLine> lines, List<Remark> remarks) {}

    static Read of(List<PhysicalLine> given) {
        var text = new PastedText();
        List<PhysicalLine> lines = text.withoutPrefix(given, QUOTE, Remark.Kind.MAIL_QUOTING);
        lines = text.withoutPrefix(lines, FILE_NAME, Remark.Kind.FILE_NAMES);
        if (rising(lines)) {
            lines = text.withoutPrefix(lines, NUMBER, Remark.Kind.LINE_NUMBERS);
        }
        lines = text.withoutIndent(lines);
        lines = lines.stream().map(text::mended).toList();
        return new Read(lines, List.copyOf(text.remarks.values()));
    }

    /// Takes the pattern off the head of each line that has it, if most lines have it.
    private List<PhysicalLine> withoutPrefix(List<PhysicalLine> lines, Pattern pattern, Remark.Kind kind) {
        long written = lines.stream().filter(line -> !line.content().isBlank()).count();
        long marked = lines.stream()
                .filter(line -> pattern.matcher(line.content()).lookingAt())
                .count();
        if (marked == 0 || marked * 2 <= written) {
            return lines;
        }
        return lines.stream().map(line -> without(line, pattern, kind)).toList();
    }

    private PhysicalLine without(PhysicalLine line, Pattern pattern, Remark.Kind kind) {
        Matcher matcher = pattern.matcher(line.content());
        if (!matcher.lookingAt()) {
            return line;
        }
        remark(kind, line);
        return line.withContent(line.prefix() + matcher.end(), line.content().substring(matcher.end()));
    }

    /// Line numbers count upwards; other digits at the head of a line do not.
    private static boolean rising(List<PhysicalLine> lines) {
        int last = -1;
        int seen = 0;
        for (PhysicalLine line : lines) {
            Matcher matcher = NUMBER.matcher(line.content());
            if (matcher.lookingAt()) {
                int number = Integer.parseInt(matcher.group(1));
                if (number <= last) {
                    return false;
                }
                last = number;
                seen++;
            }
        }
        return seen > 0;
    }

    private List<PhysicalLine> withoutIndent(List<PhysicalLine> lines) {
        @Nullable String indent = null;
        int written = 0;
        for (PhysicalLine line : lines) {
            if (line.content().isBlank()) {
                continue;
            }
            written++;
            String own = line.content()
                    .substring(
                            0,
                            line.content().length()
                                    - line.content().stripLeading().length());
            indent = indent == null ? own : common(indent, own);
        }
        if (indent == null || indent.isEmpty() || written < 2) {
            return lines;
        }
        int width = indent.length();
        remark(Remark.Kind.INDENTED_TEXT, lines.getFirst());
        return lines.stream()
                .map(line -> line.content().length() < width
                        ? line
                        : line.withContent(line.prefix() + width, line.content().substring(width)))
                .toList();
    }

    private static String common(String one, String other) {
        int length = 0;
        while (length < one.length() && length < other.length() && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return one.substring(0, length);
    }

    private PhysicalLine mended(PhysicalLine line) {
        String content = line.content();
        if (content.isEmpty()) {
            return line;
        }
        for (Noise noise : NOISE) {
            if (noise.pattern().matcher(content).matches()) {
                remark(noise.kind(), line);
                return line.withContent(line.prefix(), "");
            }
        }
        return line.withContent(line.prefix(), plain(line, content));
    }

    private String plain(PhysicalLine line, String content) {
        if (content.chars().allMatch(character -> character > 0 && character < 0x80 && character != '&')) {
            return content;
        }
        if (line.number() == 1 && content.charAt(0) == '\uFEFF') {
            remark(Remark.Kind.BYTE_ORDER_MARK, line);
        }
        if (content.indexOf('\0') >= 0) {
            remark(Remark.Kind.NULL_BYTE, line);
        }
        String mended = replaced(
                line,
                content,
                ENTITY.matcher(content)
                        .replaceAll(
                                found -> Matcher.quoteReplacement(ENTITIES.getOrDefault(found.group(), found.group()))),
                Remark.Kind.HTML_ENTITIES);
        mended = replaced(
                line,
                mended,
                mended.replaceAll("[\u201C\u201D\u201E\u201F]", "\"").replaceAll("[\u2018\u2019\u201A\u201B]", "'"),
                Remark.Kind.SMART_QUOTES);
        mended = replaced(
                line,
                mended,
                mended.replaceAll("[\u2010\u2011\u2012\u2013\u2014\u2212]", "-"),
                Remark.Kind.SMART_DASHES);
        return replaced(
                line,
                mended,
                mended.replace('\u00A0', ' ').replace('\u202F', ' ').replaceAll("[\u200B\u200C\u200D\u2060]", ""),
                Remark.Kind.NO_BREAK_SPACES);
    }

    private String replaced(PhysicalLine line, String before, String after, Remark.Kind kind) {
        if (!after.equals(before)) {
            remark(kind, line);
        }
        return after;
    }

    private void remark(Remark.Kind kind, PhysicalLine line) {
        remarks.putIfAbsent(kind, new Remark(kind, line.number()));
    }
}
