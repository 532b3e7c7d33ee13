package postern.maillog.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import postern.maillog.DirectionTotals;
import postern.maillog.MailLog;
import postern.maillog.PeerTotals;
import postern.maillog.account.PeerAccounts;
import postern.maillog.bytes.ChunkReader;
import postern.maillog.session.Detail;

/// The quick way through a file must tell the same as the slow way, line by line.
class CommonSessionsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
    private static final DateTimeFormatter BSD = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);
    private static final int PROCESSES = 12;
    private static final String WRAPPED = System.lineSeparator() + " ";

    @Property(tries = 40)
    void tellsTheSameAsReadingLineByLine(@ForAll long seed) throws IOException {
        List<String> lines = log(new Random(seed), 2000);

        assertThat(quick(lines, 1 << 20)).isEqualTo(slow(lines));
    }

    /// Wherever the log is cut into chunks.
    @Property(tries = 60)
    void tellsTheSameWhateverTheBorders(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        List<String> lines = log(random, 3000);

        assertThat(quick(lines, 9000 + random.nextInt(60_000))).isEqualTo(slow(lines));
    }

    /// More sessions with each peer and more events than are looked at one by one.
    @Test
    void tellsTheSameOfALongLog() throws IOException {
        List<String> lines = log(new Random(7), 60_000);

        assertThat(quick(lines, 1 << 16)).isEqualTo(slow(lines));
    }

    /// More peers than are kept with the lines of a session each.
    @Test
    void tellsTheSameOfManyPeers() throws IOException {
        List<String> lines = new ArrayList<>();
        var random = new Random(11);
        for (int i = 0; i < PeerAccounts.MOST_WHOLE + 2000; i++) {
            String peer = "mx%d.example.net[198.18.%d.%d]".formatted(i, i / 250, i % 250);
            session(random, i % PROCESSES, peer).forEach(line -> lines.add("Mar  1 10:00:00 mail " + line));
        }

        assertThat(quick(lines, 1 << 17)).isEqualTo(slow(lines));
    }

    /// Several machines log under one name, so that the connections of what looks like one process overlap.
    @Property(tries = 40)
    void tellsTheSameOfProcessesThatShareANumber(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        List<Queue<String>> sessions = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            sessions.add(new ArrayDeque<>());
        }
        List<String> lines = new ArrayList<>();
        while (lines.size() < 1500) {
            int machine = random.nextInt(sessions.size());
            Queue<String> waiting = sessions.get(machine);
            if (waiting.isEmpty()) {
                waiting.addAll(session(random, machine % 2, "mx%d.example.net[192.0.2.1]".formatted(machine)));
            }
            lines.add("Mar  1 10:00:00 mail " + waiting.remove());
        }

        assertThat(quick(lines, 1 << 20)).isEqualTo(slow(lines));
    }

    /// Whatever is wrong with single lines.
    @Property(tries = 60)
    void tellsTheSameOfMutatedLines(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (String line : log(random, 1000)) {
            lines.add(random.nextInt(20) == 0 ? mutated(line, random) : line);
        }

        MailLog whole = quick(lines, 1 << 20, Detail.SAMPLES);
        assertThat(whole).isEqualTo(slow(lines));
        assertThat(withoutReasons(quick(lines, 1 << 20, Detail.TOTALS)))
                .isEqualTo(withoutReasons(withoutSamples(whole)));
    }

    /// Which of several failures an error belongs to cannot be known where the end of a connection is missing.
    private static MailLog withoutReasons(MailLog log) {
        return new MailLog(
                log.source(),
                log.lines(),
                log.oldest(),
                log.newest(),
                log.peers(),
                log.events(),
                log.strange(),
                log.totals().stream()
                        .map(way -> new DirectionTotals(
                                way.direction(),
                                way.versions(),
                                way.encrypted(),
                                Map.of("any", way.failed()),
                                way.plaintext(),
                                way.unlogged(),
                                way.idle(),
                                way.delivered()))
                        .toList(),
                log.hours(),
                log.stuck());
    }

    /// Behind the date and the host: a line without them goes on from the one before, whatever that is.
    private static String mutated(String line, Random random) {
        int head = "Jan 30 12:00:00 mail postfix/smtpd[100]: ".length();
        if (line.length() < head + 2) {
            return line;
        }
        var text = new StringBuilder(line);
        int at = head + random.nextInt(line.length() - head);
        switch (random.nextInt(5)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.setCharAt(at, (char) (' ' + random.nextInt(0xe0)));
            case 2 -> text.setLength(at);
            case 3 -> text.insert(at, text.substring(at));
            default -> text.insert(at, line.substring(head));
        }
        return text.toString();
    }

    /// Whatever line is cut, and wherever.
    @Test
    void tellsTheSameOfLinesThatAreCut() throws IOException {
        List<String> whole =
                log(new Random(3), 120).stream().flatMap(String::lines).toList();
        List<String> lines = new ArrayList<>();
        for (String line : whole) {
            for (int end = "Jan 30 12:00:00 mail ".length(); end < line.length(); end++) {
                lines.addAll(whole.subList(0, 20));
                lines.add(line.substring(0, end));
            }
        }

        assertThat(quick(lines, 1 << 16)).isEqualTo(slow(lines));
    }

    /// A line whose program cannot be made out goes on from the one before, even if that is of no interest.
    @Test
    void tellsTheSameOfALineThatGoesOnFromOneOfNoInterest() throws IOException {
        List<String> lines = List.of(
                "Jan 31 09:11:02 mail postfix/smtpd[109]: disconnect from mx.example.net[192.0.2.7] ehlo=1 commands=1",
                "Jan 31 09:14:23 mail postfix/postscreen[99]: CONNECT from [198.51.100.7]:1025 to [192.0.2.25]:25",
                "Jan 31 09:19:10 mail postfix/smtpd[100]- lost connection after STARTTLS from mx.example.net[192.0.2.6]");

        assertThat(quick(lines, 1 << 16)).isEqualTo(slow(lines));
    }

    @Test
    void tellsTheSameOfALogWithoutAnyConnection() throws IOException {
        List<String> lines = List.of("Jan 31 09:11:02 mail CRON[1]: (root) CMD (true)");

        assertThat(quick(lines, 1 << 16)).isEqualTo(slow(lines));
        assertThat(quick(lines, 1 << 16).totals()).isEmpty();
    }

    /// Reads as files are read; without samples everything else must be the same.
    private static MailLog quick(List<String> lines, int chunk) throws IOException {
        MailLog whole = quick(lines, chunk, Detail.SAMPLES);
        assertThat(quick(lines, chunk, Detail.TOTALS)).isEqualTo(withoutSamples(whole));
        return whole;
    }

    private static MailLog quick(List<String> lines, int chunk, Detail detail) throws IOException {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        return LogReader.read(
                "mail.log", ChunkReader.of(new ByteArrayInputStream(bytes), chunk), TODAY, detail, _ -> {});
    }

    private static MailLog withoutSamples(MailLog log) {
        List<PeerTotals> peers = log.peers().stream()
                .map(peer -> new PeerTotals(
                        peer.peer(),
                        peer.direction(),
                        peer.tls(),
                        peer.failed(),
                        peer.plaintext(),
                        peer.delivered(),
                        List.of()))
                .toList();
        return new MailLog(
                log.source(),
                log.lines(),
                log.oldest(),
                log.newest(),
                peers,
                log.events(),
                log.strange(),
                log.totals(),
                log.hours(),
                log.stuck());
    }

    private static MailLog slow(List<String> lines) {
        var reader = new LogReader("mail.log", TODAY);
        lines.stream().flatMap(line -> Arrays.stream(line.split("\r?\n", -1))).forEach(reader::line);
        return reader.finish();
    }

    /// Sessions of several processes in turn, each process with one at a time, over some days.
    private static List<String> log(Random random, int count) {
        List<Queue<String>> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(new ArrayDeque<>());
        }
        LocalDateTime time = LocalDateTime.of(2026, 1, 30, 12, 0);
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            int process = random.nextInt(PROCESSES);
            Queue<String> waiting = processes.get(process);
            if (waiting.isEmpty()) {
                waiting.addAll(session(random, process));
            }
            time = time.plusSeconds(random.nextInt(300));
            lines.add(BSD.format(time) + " mail " + waiting.remove());
        }
        return lines;
    }

    private static List<String> session(Random random, int process) {
        return session(random, process, "mx%d.example.net[192.0.2.%d]".formatted(random.nextInt(9), random.nextInt(9)));
    }

    private static List<String> session(Random random, int process, String peer) {
        String service = process % 3 == 0 ? "submission/smtpd" : "smtpd";
        String head = "postfix/%s[%d]: ".formatted(service, 100 + process);
        List<String> lines = new ArrayList<>();
        if (random.nextInt(5) == 0) {
            lines.add(head + "warning: hostname a.example.net does not resolve to address 192.0.2.1");
        }
        if (random.nextInt(5) == 0) {
            screened(random, lines);
        }
        if (random.nextInt(5) == 0) {
            lines.add(login(random));
        }
        lines.add(head + "connect from " + peer);
        String end = " ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7";
        switch (random.nextInt(12)) {
            case 0 -> {
                lines.add(head + "SSL_accept error from " + peer + ": "
                        + (random.nextBoolean() ? "-1" : "lost connection"));
                lines.add(head
                        + "warning: TLS library problem: error:0A000102:SSL routines::unsupported protocol:x.c:1:");
                lines.add(head + "lost connection after STARTTLS from " + peer);
            }
            case 4 -> {
                lines.add(head + "NOQUEUE: reject: RCPT from " + peer
                        + ": 55%d 5.7.1 <a@b>: Relay access denied; from=<c@d>".formatted(random.nextInt(4)));
                end = " ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4";
            }
            case 5 -> {
                lines.add(head + established(random, peer));
                lines.add(head + "warning: " + peer + ": SASL LOGIN authentication failed: UGFzc3dvcmQ6");
                lines.add(head + "lost connection after AUTH from " + peer);
                end = " ehlo=2 starttls=1 auth=0/1 commands=3/4";
            }
            case 6 -> {
                lines.add(
                        head + (random.nextBoolean() ? "timeout" : "lost connection") + " after STARTTLS from " + peer);
                end = " ehlo=1 starttls=0/1 commands=1/2";
            }
            case 7 -> {
                lines.add(head + "lost connection after EHLO from " + peer);
                end = " ehlo=1 commands=1";
            }
            case 8 -> {
                lines.add(head + "7A01C8140B: client=" + peer);
                end = random.nextBoolean() ? " ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5" : "";
            }
            case 9 ->
                end = random.nextBoolean() ? " ehlo=1 starttls=0/1 commands=1/2" : " ehlo=1 mail=0/1 commands=1/2";
            case 10 -> {
                lines.add(head + "SSL_accept error from " + peer + ": -1");
                lines.add(head + "something that is logged seldom");
                end = random.nextBoolean() ? " ehlo=1" : " ehlo=1 starttls=0/1" + WRAPPED + "commands=1/2";
            }
            case 1 -> {
                lines.add(head + "NOQUEUE: client=" + peer);
                lines.add(head + "7A01C8140B: client=" + peer);
            }
            case 2 -> {
                lines.add(head + established(random, peer));
                lines.add(head + "lost connection after DATA from " + peer);
            }
            case 3 -> {
                lines.add(head + established(random, peer));
                lines.add(head + "7A01C8140B: client=" + peer + ", sasl_method=PLAIN, sasl_username=a");
            }
            default -> {
                lines.add(head + established(random, peer));
                for (int mails = random.nextInt(3); mails >= 0; mails--) {
                    lines.add(head + "7A01C8140%d: client=%s".formatted(mails, peer));
                }
                lines.add("postfix/cleanup[9]: 7A01C81400: message-id=<a@example.net>");
            }
        }
        lines.add(head + "disconnect from " + peer + end);
        return lines;
    }

    private static void screened(Random random, List<String> lines) {
        String client = "[198.51.100.%d]:%d".formatted(random.nextInt(9), 1024 + random.nextInt(9));
        String head = "postfix/postscreen[99]: ";
        lines.add(head + "CONNECT from " + client + " to [192.0.2.25]:25");
        lines.add(head
                + switch (random.nextInt(3)) {
                    case 0 -> "PREGREET 11 after 0.05 from " + client + ": EHLO User\\r\\n";
                    case 1 ->
                        "HANGUP after 1.5 from " + client + " in tests " + (random.nextBoolean() ? "before" : "after")
                                + " SMTP handshake";
                    default -> "DNSBL rank 3 for " + client;
                });
        lines.add(head + "DISCONNECT " + client);
    }

    private static String login(Random random) {
        String[] tls = {
            ", TLS", ", TLS, TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)", ", secured", "", ", SSL"
        };
        String[] addresses = {"192.0.2.%d", "2001:db8::%d", "::ffff:192.0.2.%d", "192.0.2.%d x"};
        return "dovecot: %s-login: Login: user=<u%d@example.com>, method=PLAIN, rip=%s, lip=192.0.2.25, mpid=1%s%s"
                .formatted(
                        random.nextBoolean() ? "imap" : "pop3",
                        random.nextInt(3),
                        addresses[random.nextInt(12) % 11 / 3].formatted(random.nextInt(9)),
                        tls[random.nextInt(15) / 3],
                        random.nextInt(4) == 0 ? "" : ", session=<x>");
    }

    private static String established(Random random, String peer) {
        String version = random.nextInt(3) == 0 ? "TLSv1.2" : "TLSv1.3";
        return "Anonymous TLS connection established from " + peer + ": " + version
                + " with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)";
    }
}
