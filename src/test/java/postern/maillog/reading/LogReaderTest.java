package postern.maillog.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import postern.maillog.Direction;
import postern.maillog.DirectionTotals;
import postern.maillog.Gap;
import postern.maillog.HourTotals;
import postern.maillog.LogLine;
import postern.maillog.MailLog;
import postern.maillog.PeerTotals;
import postern.maillog.account.PeerAccounts;
import postern.maillog.bytes.PlainText;
import postern.maillog.message.Shape;
import postern.tls.ProtocolVersion;

class LogReaderTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final String FAILED =
            "Mar  1 10:00:00 mail postfix/smtpd[1]: SSL_accept error from mx.example.net[192.0.2.1]: -1";

    private static MailLog read(byte[] bytes) {
        try {
            return LogReader.read("mail.log", new ByteArrayInputStream(bytes), TODAY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MailLog read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsLinesWithAndWithoutReturnAndAnUnfinishedLast() {
        MailLog log = read(FAILED + "\r\n" + FAILED + "\n\n" + FAILED);

        assertThat(log.lines()).isEqualTo(4);
        assertThat(log.peers().getFirst().failed()).isEqualTo(3);
    }

    @Test
    void unpacksGzip() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write((FAILED + "\n").repeat(1000).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(packed.toByteArray()).peers().getFirst().failed()).isEqualTo(1000);
    }

    @Test
    void readsWhatWindowsSavesAsUtf16() {
        String text = "\ufeff" + FAILED + "\r\n" + FAILED + "\r\n";

        assertThat(read(text.getBytes(StandardCharsets.UTF_16LE))
                        .peers()
                        .getFirst()
                        .failed())
                .isEqualTo(2);
        assertThat(read(text.getBytes(StandardCharsets.UTF_16BE))
                        .peers()
                        .getFirst()
                        .failed())
                .isEqualTo(2);
    }

    @Test
    void saysNothingOfAnEmptyLog() {
        MailLog log = read("");

        assertThat(log)
                .isEqualTo(new MailLog(
                        "mail.log",
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
        assertThat(log.gaps()).containsExactly(Gap.NO_MAIL_LINES);
    }

    @Test
    void addsUpByDirectionVersionReasonAndHour() {
        MailLog log = read("""
                Mar  1 10:00:00 mail postfix/smtpd[1]: Anonymous TLS connection established from a.example.net[192.0.2.1]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
                Mar  1 10:59:59 mail postfix/smtpd[2]: Anonymous TLS connection established from b.example.net[192.0.2.2]: TLSv1.2 with cipher AES128-SHA (128/128 bits)
                Mar  1 11:00:00 mail postfix/smtpd[3]: SSL_accept error from c.example.net[192.0.2.3]: -1
                Mar  1 11:00:00 mail postfix/smtpd[3]: warning: TLS library problem: error:0A000102:SSL routines::unsupported protocol:x.c:1:
                Mar  1 11:00:00 mail postfix/smtpd[4]: SSL_accept error from d.example.net[192.0.2.4]: lost connection
                Mar  1 11:00:01 mail postfix/smtpd[5]: connect from unknown[192.0.2.5]
                """);

        assertThat(log.totals())
                .containsExactly(new DirectionTotals(
                        Direction.INBOUND,
                        Map.of(ProtocolVersion.TLSV1_2, 1L, ProtocolVersion.TLSV1_3, 1L),
                        0,
                        Map.of("unsupported protocol", 1L, "lost connection", 1L),
                        0,
                        0,
                        1,
                        0));
        assertThat(log.hours())
                .containsExactly(
                        new HourTotals(LocalDateTime.of(2026, 3, 1, 10, 0), Direction.INBOUND, 2, 0, 0),
                        new HourTotals(LocalDateTime.of(2026, 3, 1, 11, 0), Direction.INBOUND, 0, 2, 0));
        assertThat(log.gaps()).containsExactly(Gap.NOTHING_OUTBOUND);
    }

    @Test
    void tellsWhatTheLogLevelHides() {
        MailLog log = read("Mar  1 10:00:00 mail postfix/smtpd[1]: 7A01C8140B: client=mx.example.net[192.0.2.1]");

        assertThat(log.gaps()).containsExactly(Gap.INBOUND_TLS_NOT_LOGGED, Gap.NOTHING_OUTBOUND);
    }

    @Test
    void stopsWhenInterrupted() {
        byte[] bytes = (FAILED + "\n").repeat(20_000).getBytes(StandardCharsets.UTF_8);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> LogReader.read("mail.log", new ByteArrayInputStream(bytes), TODAY))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void keepsLinesThatSpeakOfTlsAndAreNotUnderstood() {
        MailLog log = read("""
                Mar  1 10:00:00 mail postfix/smtpd[1]: TLS did something new
                Mar  1 10:00:00 mail nginx: SSL_accept failed
                Mar  1 10:00:00 mail postfix/smtpd[1]: something else
                """);

        assertThat(log.strange())
                .containsExactly(new LogLine(1, "Mar  1 10:00:00 mail postfix/smtpd[1]: TLS did something new"));
    }

    @Test
    void keepsWarningsThatNobodyKnowsButNotTheSameWordsAgain() {
        MailLog log = read("""
                Mar  1 10:00:00 mail postfix/smtpd[1]: warning: connect to private/tlsmgr: Connection refused
                Mar  1 10:00:01 mail postfix/smtpd[1]: warning: non-SMTP command from a.example[192.0.2.1]: GET / HTTP/1.1
                Mar  1 10:00:02 mail postfix/smtpd[1]: warning: non-SMTP command from b.example[192.0.2.2]: GET / HTTP/1.1
                Mar  1 10:00:03 mail postfix/smtpd[1]: warning: non-SMTP command from c.example[192.0.2.3]: GET / HTTP/1.1
                Mar  1 10:00:04 mail postfix/smtpd[1]: something else
                Mar  1 10:00:05 mail nginx: warning: something else
                """);

        assertThat(log.strange()).isEmpty();
        assertThat(log.events())
                .extracting(event -> event.line().number())
                .contains(1L)
                .doesNotContain(4L, 5L, 6L);
    }

    @Test
    void escapesControlCharactersAndReadsUtf8() {
        MailLog log = read("Mar  1 10:00:00 mail postfix/smtpd[1]: TLS \u001b[31m\u001b\u202eüß\n");

        assertThat(log.strange().getFirst().text())
                .isEqualTo("Mar  1 10:00:00 mail postfix/smtpd[1]: TLS \\x1b\\x202eüß");
    }

    @Test
    void cutsLinesOfAnyLengthAfter2000Characters() {
        String line = "Mar  1 10:00:00 mail postfix/smtpd[1]: TLS " + "x".repeat(5_000_000);

        MailLog log = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> read(line + "\n" + FAILED));

        assertThat(log.strange().getFirst().text()).hasSize(2000).startsWith("Mar  1 10:00:00");
        assertThat(log.peers().getFirst().failed()).isEqualTo(1);
    }

    @Test
    void recognisesAMailLog() {
        assertThat(LogReader.looksLike("# excerpt\n" + FAILED)).isTrue();
        assertThat(LogReader.looksLike("smtpd_tls_security_level = may\n")).isFalse();
        assertThat(LogReader.looksLike("Mar  1 10:00:00 mail sshd[1]: Accepted publickey"))
                .isFalse();
    }

    @Test
    void keepsMemoryBoundedWithPeersWithoutEnd() {
        var reader = new LogReader("mail.log", TODAY);
        int peers = PeerAccounts.MOST_PEERS + 1000;
        for (int i = 0; i < peers; i++) {
            reader.line(
                    "Mar  1 10:00:00 mail postfix/smtpd[%d]: SSL_accept error from h%d.example.net[2001:db8::%x]: -1"
                            .formatted(i, i, i));
        }

        MailLog log = reader.finish();

        assertThat(log.peers()).hasSize(PeerAccounts.MOST_PEERS + 1);
        assertThat(log.peers().stream().mapToLong(PeerTotals::failed).sum()).isEqualTo(peers);
    }

    /// Lines of the text that the bytes hold: in UTF-16, with its mark or without, a line feed is two bytes.
    @Property(tries = 200)
    void readsAnyBytesAndLosesNoLine(@ForAll byte[] bytes) throws IOException {
        Assume.that(!isPacked(bytes));
        byte[] text = PlainText.of(new ByteArrayInputStream(bytes)).readAllBytes();
        long ends = 0;
        for (byte b : text) {
            ends += b == '\n' ? 1 : 0;
        }
        boolean open = text.length > 0 && text[text.length - 1] != '\n';

        assertThat(read(bytes).lines()).isEqualTo(ends + (open ? 1 : 0));
    }

    /// The mark of gzip, with nothing behind it that could be unpacked.
    private static boolean isPacked(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }

    @Test
    void countsTheLinesOfWideCharactersWithoutAMark() throws IOException {
        assertThat(read(new byte[] {1, 0, 1, 0, '\n', 5}).lines()).isEqualTo(1);
        assertThat(read(new byte[] {1, 0, 1, 0, '\n', 0, 5, 0}).lines()).isEqualTo(2);
    }

    /// Real lines with bytes changed, doubled, lost and mixed.
    @Property(tries = 100)
    void readsMutatedLines(@ForAll long seed) {
        var random = new Random(seed);
        List<String> real = realLines();
        int count = 300;
        var bytes = new ByteArrayOutputStream();
        var reader = new LogReader("mail.log", TODAY);
        for (int i = 0; i < count; i++) {
            String line = mutated(real, random);
            reader.line(line);
            bytes.writeBytes((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }

        assertThat(reader.finish().lines()).isEqualTo(count);
        assertThat(read(bytes.toByteArray()).lines()).isEqualTo(count);
    }

    private static List<String> realLines() {
        List<String> lines = new ArrayList<>();
        for (String name :
                List.of("tls12-only-3.7.log", "postscreen-3.7.log", "dovecot-own-2.3.log", "tls-1.2-only-2014.log")) {
            try (InputStream stream = Objects.requireNonNull(LogReaderTest.class.getResourceAsStream(name))) {
                lines.addAll(new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1)
                        .lines()
                        .toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        for (Shape shape : Shape.all()) {
            lines.add("Mar  1 10:00:00 mail postfix/%s[7]: %s%s"
                    .formatted(shape.daemon(), shape.prefix(), shape.texts().getFirst()));
        }
        return lines;
    }

    private static String mutated(List<String> real, Random random) {
        var text = new StringBuilder(real.get(random.nextInt(real.size())));
        for (int i = random.nextInt(5); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.setCharAt(at, (char) random.nextInt(0x100));
                case 2 -> text.setLength(at);
                case 3 -> text.insert(at, text.substring(at).repeat(random.nextInt(4)));
                default -> text.insert(at, real.get(random.nextInt(real.size())));
            }
        }
        return text.toString().replace('\n', ' ').replace('\r', ' ');
    }
}
