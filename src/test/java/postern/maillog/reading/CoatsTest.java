package postern.maillog.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postern.maillog.MailLog;
import postern.maillog.TlsSession;

/// The same log tells the same, whatever mail, forums, terminals and log programs have put around its lines.
class CoatsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    /// A leap year, so that every day exists.
    private static final int YEAR = 2024;
    private static final Pattern SYSLOG =
            Pattern.compile("([A-Z][a-z]{2} [ \\d]\\d \\d{2}:\\d{2}:\\d{2}) ([\\w.-]+) ([\\w./-]+)\\[(\\d+)\\]: (.*)");
    private static final DateTimeFormatter BSD = DateTimeFormatter.ofPattern("MMM ppd yyyy HH:mm:ss", Locale.ROOT);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT);

    /// A line of BSD syslog.
    private record Parts(String date, String host, String program, String process, String message) {
        LocalDateTime time() {
            return LocalDateTime.parse(date.substring(0, 6) + " " + YEAR + date.substring(6), BSD);
        }

        String micros() {
            return time().toEpochSecond(ZoneOffset.UTC) + "000000";
        }
    }

    @SuppressWarnings("ImmutableEnumChecker")
    enum Coat {
        QUOTED(line("> %s"::formatted)),
        QUOTED_TWICE(line(">> %s"::formatted)),
        INDENTED(line("    %s"::formatted)),
        LISTED(line("* %s"::formatted)),
        CODE(line("`%s`"::formatted)),
        BLANKS_AT_THE_END(line("%s  "::formatted)),
        FIXED_BLANKS(line("\u00a0\u00a0%s"::formatted)),
        BLANK_LINES_BETWEEN(
                lines -> lines.stream().flatMap(line -> Stream.of(line, "")).toList()),
        FROM_GREP(line("/var/log/mail.log:%s"::formatted)),
        NUMBERED_BY_GREP(numbered("%d:%s")),
        NUMBERED_BY_CAT(numbered("%6d\t%s")),
        HTML(line(text -> text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;"))),
        WRAPPED_AT_72(lines -> wrapped(lines, 72, "")),
        WRAPPED_AT_78(lines -> wrapped(lines, 78, "")),
        WRAPPED_AND_QUOTED(lines -> wrapped(lines, 76, "> ")),
        WRAPPED_AND_INDENTED(lines -> wrapped(lines, 78, "    ")),
        CUT_BY_A_TERMINAL(lines -> cut(lines, 80)),
        COMPOSE(line("mailserver-1  | %s"::formatted)),
        COLOURED_COMPOSE(line("\u001b[36mmailserver-1  |\u001b[0m %s"::formatted)),
        KUBERNETES(line("2026-11-29T10:00:00.5Z stdout F %s"::formatted)),
        DOCKER_JSON(line(text -> "{\"log\":\"%s\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-29T10:00:00Z\"}"
                .formatted(escaped(text)))),
        COLOURED_BY_GREP(line(text -> text.replace("TLS", "\u001b[01;31m\u001b[KTLS\u001b[m\u001b[K"))),
        WITH_YEAR(parts(each -> "%s %d %s %s %s[%s]: %s"
                .formatted(
                        each.date().substring(0, 6),
                        YEAR,
                        each.date().substring(7),
                        each.host(),
                        each.program(),
                        each.process(),
                        each.message()))),
        RFC_3339(parts(each -> "%s.123456+00:00 %s %s[%s]: %s"
                .formatted(time(each), each.host(), each.program(), each.process(), each.message()))),
        JOURNAL_SHORT_ISO(parts(each -> "%s+0000 %s %s[%s]: %s"
                .formatted(time(each), each.host(), each.program(), each.process(), each.message()))),
        SYNOLOGY(parts(each -> "%s+00:00 %s %s[%s]: %s"
                .formatted(time(each), each.host(), each.program(), each.process(), each.message()))),
        RFC_5424(parts(each -> "<22>1 %sZ %s %s %s - - %s"
                .formatted(time(each), each.host(), each.program(), each.process(), each.message()))),
        PRIORITY(line("<22>%s"::formatted)),
        FORWARDED(parts(each -> "%s+00:00 relay %s %s[%s]: %s"
                .formatted(time(each), each.host(), each.program(), each.process(), each.message()))),
        JOURNAL_JSON(
                parts(each -> ("{\"__REALTIME_TIMESTAMP\":\"%s\",\"_HOSTNAME\":\"%s\",\"SYSLOG_IDENTIFIER\":\"%s\","
                                + "\"_PID\":\"%s\",\"MESSAGE\":\"%s\"}")
                        .formatted(
                                each.micros(), each.host(), each.program(), each.process(), escaped(each.message())))),
        JOURNAL_EXPORT(parts(each -> String.join(
                "\n",
                "__CURSOR=s=1",
                "__REALTIME_TIMESTAMP=" + each.micros(),
                "_HOSTNAME=" + each.host(),
                "SYSLOG_IDENTIFIER=" + each.program(),
                "_PID=" + each.process(),
                "MESSAGE=" + each.message(),
                "")));

        private final UnaryOperator<List<String>> around;

        Coat(UnaryOperator<List<String>> around) {
            this.around = around;
        }
    }

    private static String time(Parts parts) {
        return parts.time().format(DateTimeFormatter.ISO_LOCAL_DATE_TIME.withLocale(Locale.ROOT));
    }

    private static UnaryOperator<List<String>> line(UnaryOperator<String> each) {
        return lines -> lines.stream().map(each).toList();
    }

    /// Lines of BSD syslog in another shape; others stay as they are.
    private static UnaryOperator<List<String>> parts(Function<Parts, String> each) {
        return line(line -> {
            Matcher match = SYSLOG.matcher(line);
            return match.matches()
                    ? each.apply(
                            new Parts(match.group(1), match.group(2), match.group(3), match.group(4), match.group(5)))
                    : line;
        });
    }

    private static UnaryOperator<List<String>> numbered(String format) {
        return lines -> {
            List<String> numbered = new ArrayList<>();
            for (String line : lines) {
                numbered.add(format.formatted(numbered.size() + 1, line));
            }
            return numbered;
        };
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t");
    }

    private static List<String> wrapped(List<String> lines, int width, String front) {
        List<String> wrapped = new ArrayList<>();
        for (String line : lines) {
            String rest = line;
            while (rest.length() > width && rest.lastIndexOf(' ', width) > 0) {
                int end = rest.lastIndexOf(' ', width);
                wrapped.add(front + rest.substring(0, end));
                rest = rest.substring(end + 1);
            }
            wrapped.add(front + rest);
        }
        return wrapped;
    }

    private static List<String> cut(List<String> lines, int width) {
        List<String> cut = new ArrayList<>();
        for (String line : lines) {
            String rest = line;
            while (rest.length() > width) {
                cut.add(rest.substring(0, width));
                rest = rest.substring(width);
            }
            cut.add(rest);
        }
        return cut;
    }

    @ParameterizedTest
    @EnumSource
    void theSameLogInAnotherCoatTellsTheSame(Coat coat) throws Exception {
        assertThat(told(coat.around, StandardCharsets.UTF_8)).isEqualTo(told(same(), StandardCharsets.UTF_8));
    }

    @Test
    void theSameLogInAnotherEncodingTellsTheSame() throws Exception {
        assertThat(told(same(), StandardCharsets.UTF_16)).isEqualTo(told(same(), StandardCharsets.UTF_8));
    }

    private static UnaryOperator<List<String>> same() {
        return UnaryOperator.identity();
    }

    /// What each log of BSD syslog among the public cases tells.
    private static Map<String, List<String>> told(UnaryOperator<List<String>> around, Charset charset)
            throws Exception {
        Map<String, List<String>> told = new TreeMap<>();
        for (Path file : logs()) {
            List<String> lines = Files.readString(file)
                    .lines()
                    .filter(line -> SYSLOG.matcher(line).matches())
                    .toList();
            if (!lines.isEmpty()) {
                told.put(file.toString(), told(String.join("\n", around.apply(lines)), charset));
            }
        }
        assertThat(told).hasSizeGreaterThan(80);
        return told;
    }

    private static List<Path> logs() throws IOException, URISyntaxException {
        Path corpus = Path.of(Objects.requireNonNull(CoatsTest.class.getResource("/postern/check/corpus"))
                .toURI());
        try (Stream<Path> files = Files.walk(corpus)) {
            return files.filter(file -> file.endsWith("mail.log")).sorted().toList();
        }
    }

    private static List<String> told(String text, Charset charset) {
        MailLog log;
        try {
            log = LogReader.read("mail.log", new ByteArrayInputStream(text.getBytes(charset)), TODAY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Stream<String> peers = log.peers().stream()
                .map(peer -> peer.direction() + " " + peer.peer() + " " + peer.tls() + "/" + peer.failed() + "/"
                        + peer.plaintext() + "/" + peer.delivered() + " "
                        + peer.samples().stream().map(TlsSession::outcome).toList())
                .sorted();
        Stream<String> events = log.events().stream()
                .map(event ->
                        event.program() + " " + event.id() + " " + event.count() + " " + new TreeMap<>(event.values()));
        Stream<String> strange = log.strange().stream().map(line -> "strange");
        return Stream.of(peers, events, strange, log.newest().stream().map(DAY::format))
                .flatMap(Function.identity())
                .toList();
    }
}
