package postern.maillog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import postern.maillog.bytes.LogText;
import postern.table.FactTable;

/// Reads bounces and non-delivery reports: RFC 3464 reports and the plain words that mail systems put into
/// them. A report by a mail program or a web application counts as well.
public final class BounceReader {
    private static final int MOST_LINES = 8;
    private static final int MOST_READ = 20_000;
    private static final Pattern SIGNS = Pattern.compile(
            "(?im)^Diagnostic-Code:|^Action: (?:failed|delayed)|^Reporting-MTA:|MAILER-DAEMON|"
                    + "delivery to the following recipient|undeliver(?:able|ed)|delivery (?:has )?failed|returned mail|"
                    + "could not be delivered|couldn't be delivered|delivery status notification|Technical details of|"
                    + "Remote server returned|Transcript of session follows|(?:SSL|TLS) (?:error|operation)|SMTP (?:connection )?(?:error|failure)");

    /// Not the lines of a conversation, which Postfix indents as well.
    private static final Pattern GOES_ON = Pattern.compile("\\s+(?!In:|Out:|<<<|>>>|[2345]\\d\\d[ -])\\S");

    /// RFC 3463 section 2; not a part of an address or a version.
    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.]*\\d)");

    /// RFC 3464 section 2.3.5, Microsoft's `[LastAttemptedServerName=…]`, Postfix and Exim in their own words, Gmail.
    private static final Pattern REMOTE =
            Pattern.compile("^Remote-MTA: ?[Dd][Nn][Ss]; ?(\\S+)|\\[LastAttemptedServerName=([^\\]\\s]+)\\]"
                    + "|\\bhost ([A-Za-z0-9.-]+\\.[A-Za-z0-9-]+) ?\\["
                    + "|by the server for the recipient domain \\S+ by ([A-Za-z0-9.-]+[A-Za-z0-9])");

    /// RFC 3464 section 2.3.2.
    private static final Pattern RECIPIENT =
            Pattern.compile("(?i)^Final-Recipient: *rfc822; *[^@\\s]{1,200}@([^>\\s]{1,255})");

    /// Gmail's own words about mail that it hands to another provider's server with the user's password.
    private static final Pattern SEND_AS =
            Pattern.compile("(?i)['\"\u2018\u201c]?Send mail as['\"\u2019\u201d]? (?:feature|account)");

    private static final List<Telling> TELLING = FactTable.rows(BounceReader.class, "bounce-texts.tsv").stream()
            .map(row -> new Telling(Bounce.Kind.valueOf(row[0]), Pattern.compile(row[1])))
            .toList();
    private static final List<Writer> WRITERS = FactTable.rows(BounceReader.class, "bounce-systems.tsv").stream()
            .map(row -> new Writer(row[0], Pattern.compile(row[1])))
            .toList();

    private BounceReader() {}

    private record Telling(Bounce.Kind kind, Pattern pattern) {}

    private record Writer(String system, Pattern pattern) {}

    private record Told(int rank, LogLine line) {}

    /// Whether a text looks like a bounce.
    ///
    /// @param head the first few thousand characters
    public static boolean looksLike(String head) {
        return SIGNS.matcher(head).find();
    }

    /// Reads a report. The most telling line decides; which line that is, is kept with the others like it.
    ///
    /// @param source the file's name
    public static Bounce read(String source, String text) {
        List<LogLine> logical = logicalLines(text);
        List<Told> told = logical.stream().flatMap(line -> told(line).stream()).toList();
        Optional<Told> best = told.stream().min(Comparator.comparingInt(Told::rank));
        Bounce.Kind kind = best.map(line -> TELLING.get(line.rank()).kind()).orElse(Bounce.Kind.UNKNOWN);
        List<LogLine> lines = told.stream()
                .filter(line -> TELLING.get(line.rank()).kind() == kind)
                .map(Told::line)
                .limit(MOST_LINES)
                .toList();
        return new Bounce(
                source,
                system(logical),
                kind,
                // The line that decides counts before the rest of the report.
                first(STATUS, lines).or(() -> first(STATUS, logical)),
                first(REMOTE, logical),
                first(RECIPIENT, logical),
                logical.stream().anyMatch(line -> SEND_AS.matcher(line.text()).find()),
                lines);
    }

    private static Optional<String> first(Pattern pattern, List<LogLine> lines) {
        return lines.stream()
                .map(line -> pattern.matcher(line.text()))
                .filter(Matcher::find)
                .flatMap(found -> IntStream.rangeClosed(1, found.groupCount())
                        .mapToObj(found::group)
                        .filter(Objects::nonNull))
                .findFirst();
    }

    private static Optional<Told> told(LogLine line) {
        for (int rank = 0; rank < TELLING.size(); rank++) {
            if (TELLING.get(rank).pattern().matcher(line.text()).find()) {
                return Optional.of(new Told(rank, line));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> system(List<LogLine> lines) {
        return WRITERS.stream()
                .filter(writer -> lines.stream()
                        .map(LogLine::text)
                        .map(writer.pattern()::matcher)
                        .anyMatch(Matcher::find))
                .map(Writer::system)
                .findFirst();
    }

    /// A line that starts with white space goes on with the one before (RFC 5322 section 2.2.3; Postfix and
    /// Exim wrap their text the same way).
    private static List<LogLine> logicalLines(String text) {
        List<LogLine> lines = new ArrayList<>();
        long number = 0;
        for (String line : (Iterable<String>) text.lines().limit(MOST_READ)::iterator) {
            number++;
            boolean goesOn = !lines.isEmpty() && GOES_ON.matcher(line).lookingAt();
            LogLine last = goesOn ? lines.getLast() : new LogLine(number, "");
            if (goesOn && !last.text().isEmpty() && last.text().length() < LogText.LONGEST) {
                lines.set(
                        lines.size() - 1, new LogLine(last.number(), LogText.shown(last.text() + " " + line.strip())));
            } else {
                lines.add(new LogLine(number, LogText.shown(line.strip())));
            }
        }
        return lines;
    }
}
