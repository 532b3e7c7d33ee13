package postern.diagnosis.cause.clue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.Evidence;
import postern.maillog.LogLine;

/// What logs, bounces and pasted texts say in so many words.
public final class Logs {
    private static final Pattern FILE =
            Pattern.compile("(?<!configuration file )['\"<]?(/[A-Za-z0-9_.@+/-]+\\.?[A-Za-z0-9_-]+)['\">]?");

    /// A line that ends within a sentence, and one that goes on with a small letter.
    private static final Pattern WRAPPED = Pattern.compile(".*[A-Za-z,]\\s*\n\\s*[a-z][a-z]*\\b[^=]*");

    private Logs() {}

    /// Lines of logs, bounces, TLS reports, test runs and pasted texts in which a pattern is found.
    public static List<Citation> saying(Pattern pattern, Facts facts) {
        Stream<Citation> told =
                facts.once(Told.class, Told::of).lines().stream().flatMap(line -> line.saying(pattern).stream());
        return Stream.concat(facts.lines(pattern).stream(), told).toList();
    }

    /// The lines of all inputs but logs, taken together once for all that look for something in them.
    private record Told(List<Line> lines) {
        static Told of(Facts facts) {
            Evidence evidence = facts.evidence();
            Stream<Line> bounced =
                    evidence.bounces().stream().flatMap(bounce -> unwrapped(bounce.source(), bounce.lines()));
            Stream<Line> pasted = evidence.texts().stream()
                    .flatMap(text -> unwrapped(text.source(), text.lines()))
                    .filter(line -> !Rules.hold(line.line().text()));
            Stream<Line> reported = facts.tlsReports().stream()
                    .flatMap(report -> report.failures().stream()
                            .map(failure -> new Line(cited(report.source(), failure.line()), Optional.empty())));
            Stream<Line> tested = evidence.transcripts().stream()
                    .flatMap(run ->
                            run.lines().stream().map(line -> new Line(cited(run.source(), line), Optional.empty())));
            return new Told(Stream.of(bounced, pasted, reported, tested)
                    .flatMap(lines -> lines)
                    .toList());
        }

        /// Lines, each also with the next one where a mail program wrapped a sentence in the middle of it.
        private static Stream<Line> unwrapped(String source, List<LogLine> lines) {
            return IntStream.range(0, lines.size()).mapToObj(at -> {
                LogLine line = lines.get(at);
                Optional<LogLine> next = Optional.of(at + 1)
                        .filter(after -> after < lines.size())
                        .map(lines::get)
                        .filter(after -> after.number() == line.number() + 1)
                        .filter(after -> WRAPPED.matcher(line.text() + "\n" + after.text())
                                .matches());
                return new Line(cited(source, line), next.map(LogLine::text));
            });
        }

        private static Citation cited(String source, LogLine line) {
            return Citation.line(source, line.number(), line.text());
        }
    }

    /// A line and, if it ends within a sentence, the text of the next.
    private record Line(Citation line, Optional<String> next) {

        /// The line if a pattern is found in it, or both together if it is found in neither alone.
        Optional<Citation> saying(Pattern pattern) {
            if (pattern.matcher(line.text()).find()) {
                return Optional.of(line);
            }
            if (line.text().contains("\\\"")) {
                // A message within JSON.
                String plain = line.text().replace("\\\"", "\"");
                if (pattern.matcher(plain).find()) {
                    return Optional.of(new Citation(line.source(), line.line(), plain));
                }
            }
            return next.filter(after -> !pattern.matcher(after).find())
                    .map(after -> line.text().strip() + " " + after.strip())
                    .filter(joined -> pattern.matcher(joined).find())
                    .map(joined -> new Citation(line.source(), line.line(), joined));
        }
    }

    /// The first file named in such a line.
    public static String file(Pattern pattern, Facts facts) {
        return saying(pattern, facts).stream()
                .map(Citation::text)
                .flatMap(text -> FILE.matcher(text).results().map(match -> match.group(1)))
                .filter(path -> !path.startsWith("/var/") && path.lastIndexOf('/') > 0)
                .findFirst()
                .orElse("?");
    }

    /// The first group of the pattern in the first line it is found in.
    public static String group(Pattern pattern, Facts facts) {
        return saying(pattern, facts).stream()
                .map(citation -> pattern.matcher(citation.text()))
                .filter(Matcher::find)
                .filter(matcher -> matcher.groupCount() > 0 && matcher.group(1) != null)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse("?");
    }
}
