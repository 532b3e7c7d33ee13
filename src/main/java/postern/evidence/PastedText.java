package postern.evidence;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import postern.maillog.LogLine;

/// A pasted text whose lines are looked through for what they say.
///
/// @param source the file's name
/// @param kind   what it was recognised as
/// @param lines  its lines that are not blank, at most 5000, each cut at 2000 characters
public record PastedText(String source, InputKind kind, List<LogLine> lines) {
    private static final int MOST_LINES = 5000;
    private static final int LONGEST = 2000;

    /// Words that nobody uses who speaks of something else.
    private static final Pattern SUBJECT = Pattern.compile(
            "(?i)\\b(?:(?:START)?TLS(?:v?1(?:[._][0-3])?)?|SSL(?:v[23])?|OpenSSL|GnuTLS|SMTPS?|IMAPS?|POP3S?|ESMTP|DANE|TLSA|DNSSEC|MTA-STS"
                    + "|X\\.?509|certificates?|fullchain|cipher ?suites?|postfix|dovecot|exim|sendmail|mail ?servers?)\\b");

    public PastedText {
        lines = List.copyOf(lines);
    }

    static PastedText of(String source, InputKind kind, String text) {
        List<String> all = text.lines().limit(MOST_LINES).toList();
        List<LogLine> lines = IntStream.range(0, all.size())
                .filter(index -> !all.get(index).isBlank())
                .mapToObj(index -> new LogLine(index + 1, cut(all.get(index))))
                .toList();
        return new PastedText(source, kind, lines);
    }

    /// Whether it speaks of mail or of TLS, in whatever form.
    public boolean isOnSubject() {
        return lines.stream().anyMatch(line -> SUBJECT.matcher(line.text()).find());
    }

    /// The text again, each line where it was.
    String text() {
        var text = new StringBuilder();
        long next = 1;
        for (LogLine line : lines) {
            text.repeat('\n', (int) (line.number() - next)).append(line.text()).append('\n');
            next = line.number() + 1;
        }
        return text.toString();
    }

    private static String cut(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}
