package postern.diagnosis.cause;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.maillog.LogLine;
import postern.transcript.TlsReport;

/// What logs, bounces and pasted texts say in so many words.
final class Logs {
    private static final Pattern FILE = Pattern.compile("['\"<]?(/[A-Za-z0-9_.@+/-]+\\.?[A-Za-z0-9_-]+)['\">]?");

    /// A line that ends within a sentence, and one that goes on with a small letter.
    private static final Pattern WRAPPED = Pattern.compile(".*[A-Za-z,]\\s*\n\\s*[a-z][a-z]*\\b[^=]*");

    private Logs() {}

    /// Lines of logs, bounces, TLS reports, test runs and pasted texts in which a pattern is found.
    static List<Citation> saying(Pattern pattern, Facts facts) {
        Stream<Citation> bounced = facts.evidence().bounces().stream()
                .flatMap(bounce -> unwrapped(bounce.lines(), pattern)
                        .map(line -> Citation.line(bounce.source(), line.number(), line.text())));
        Stream<Citation> pasted = facts.evidence().texts().stream()
                .flatMap(text -> unwrapped(text.lines(), pattern)
                        .filter(line -> !Rules.hold(line.text()))
                        .map(line -> Citation.line(text.source(), line.number(), line.text())));
        Stream<Citation> reported = facts.evidence().observations().stream()
                .filter(TlsReport.class::isInstance)
                .map(TlsReport.class::cast)
                .flatMap(report -> report.failures().stream()
                        .map(TlsReport.Failure::line)
                        .filter(line -> pattern.matcher(line.text()).find())
                        .map(line -> Citation.line(report.source(), line.number(), line.text())));
        Stream<Citation> tested = facts.evidence().transcripts().stream()
                .flatMap(run -> run.lines().stream()
                        .filter(line -> pattern.matcher(line.text()).find())
                        .map(line -> Citation.line(run.source(), line.number(), line.text())));
        return Stream.of(facts.lines(pattern).stream(), bounced, pasted, reported, tested)
                .flatMap(lines -> lines)
                .toList();
    }

    /// Lines in which a pattern is found, also where a mail program wrapped a sentence in the middle of it.
    private static Stream<LogLine> unwrapped(List<LogLine> lines, Pattern pattern) {
        return IntStream.range(0, lines.size()).boxed().flatMap(at -> {
            LogLine line = lines.get(at);
            if (pattern.matcher(line.text()).find()) {
                return Stream.of(line);
            }
            Optional<LogLine> next = Optional.of(at + 1)
                    .filter(after -> after < lines.size())
                    .map(lines::get)
                    .filter(after -> after.number() == line.number() + 1)
                    .filter(after ->
                            WRAPPED.matcher(line.text() + "\n" + after.text()).matches())
                    .filter(after -> !pattern.matcher(after.text()).find());
            return next
                    .map(after -> new LogLine(
                            line.number(),
                            line.text().strip() + " " + after.text().strip()))
                    .filter(joined -> pattern.matcher(joined.text()).find())
                    .stream();
        });
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
