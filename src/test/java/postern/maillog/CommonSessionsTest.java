package postern.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// The quick way through a file must tell the same as the slow way, line by line.
class CommonSessionsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
    private static final DateTimeFormatter BSD = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);
    private static final int PROCESSES = 12;

    @Property(tries = 40)
    void tellsTheSameAsReadingLineByLine(@ForAll long seed) throws IOException {
        List<String> lines = log(new Random(seed), 2000);

        assertThat(withoutSamples(quick(lines))).isEqualTo(withoutSamples(slow(lines)));
    }

    /// Longer than one block of the file.
    @Test
    void tellsTheSameOverTheBordersOfBlocks() throws IOException {
        List<String> lines = log(new Random(7), 30_000);

        assertThat(withoutSamples(quick(lines))).isEqualTo(withoutSamples(slow(lines)));
    }

    private static MailLog quick(List<String> lines) throws IOException {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        return LogReader.read("mail.log", new ByteArrayInputStream(bytes), TODAY);
    }

    /// Which sessions are kept as samples depends on the order in which they end.
    private static MailLog withoutSamples(MailLog log) {
        return new MailLog(
                log.source(),
                log.lines(),
                log.oldest(),
                log.newest(),
                log.peers().stream()
                        .map(totals -> new PeerTotals(
                                totals.peer(),
                                totals.direction(),
                                totals.tls(),
                                totals.failed(),
                                totals.plaintext(),
                                totals.delivered(),
                                List.of()))
                        .toList(),
                log.events(),
                log.strange(),
                log.totals(),
                log.hours());
    }

    private static MailLog slow(List<String> lines) {
        var reader = new LogReader("mail.log", TODAY);
        lines.forEach(reader::line);
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
        String peer = "mx%d.example.net[192.0.2.%d]".formatted(random.nextInt(9), random.nextInt(9));
        String head = "postfix/smtpd[%d]: ".formatted(100 + process);
        List<String> lines = new ArrayList<>();
        if (random.nextInt(5) == 0) {
            lines.add(head + "warning: hostname a.example.net does not resolve to address 192.0.2.1");
        }
        lines.add(head + "connect from " + peer);
        switch (random.nextInt(6)) {
            case 0 -> {
                lines.add(head + "SSL_accept error from " + peer + ": -1");
                lines.add(head
                        + "warning: TLS library problem: error:0A000102:SSL routines::unsupported protocol:x.c:1:");
                lines.add(head + "lost connection after STARTTLS from " + peer);
            }
            case 1 -> lines.add(head + "7A01C8140B: client=" + peer);
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
        lines.add(head + "disconnect from " + peer + " ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7");
        return lines;
    }

    private static String established(Random random, String peer) {
        String version = random.nextInt(3) == 0 ? "TLSv1.2" : "TLSv1.3";
        return "Anonymous TLS connection established from " + peer + ": " + version
                + " with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)";
    }
}
