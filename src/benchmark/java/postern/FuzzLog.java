package postern;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import postern.maillog.reading.LogReader;

/// Mutated lines of mail logs by the million, and lines of 100 MB: nothing may be thrown, no line may be lost, and twice
/// the lines may take twice the time.
public final class FuzzLog {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final int BATCH = 20_000;
    private static final int LONG_LINE = 100_000_000;
    private static final double LINEAR = 3;
    private static final List<String> LINES = List.of(
            "Mar  1 10:00:00 mail postfix/smtpd[7]: connect from mx.example.net[192.0.2.1]",
            "Mar  1 10:00:01 mail postfix/smtpd[7]: Anonymous TLS connection established from mx.example.net[192.0.2.1]:"
                    + " TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
            "Mar  1 10:00:01 mail postfix/smtpd[7]: SSL_accept error from mx.example.net[192.0.2.1]: -1",
            "Mar  1 10:00:01 mail postfix/smtpd[7]: warning: TLS library problem: error:0A000102:SSL routines::unsupported"
                    + " protocol:../ssl/statem/statem_srvr.c:1664:",
            "Mar  1 10:00:01 mail postfix/smtpd[7]: 7A01C8140B: client=mx.example.net[192.0.2.1]",
            "Mar  1 10:00:02 mail postfix/smtpd[7]: lost connection after STARTTLS from mx.example.net[192.0.2.1]",
            "Mar  1 10:00:02 mail postfix/smtpd[7]: NOQUEUE: reject: RCPT from mx.example.net[192.0.2.1]: 530 5.7.0 Must"
                    + " issue a STARTTLS command first; from=<a@example.net> to=<b@example.com> proto=ESMTP helo=<mx>",
            "Mar  1 10:00:02 mail postfix/smtpd[7]: disconnect from mx.example.net[192.0.2.1] ehlo=1 starttls=0/1"
                    + " commands=1/2",
            "2026-03-01T10:00:02.123456+01:00 mail postfix/smtp[8]: 7A01C8140B: to=<a@example.org>,"
                    + " relay=mx.example.org[192.0.2.9]:25, delay=1, delays=0/0/1/0, dsn=4.7.5, status=deferred (Cannot"
                    + " start TLS: handshake failure)",
            "Mar  1 10:00:03 mail dovecot: imap-login: Disconnected (no auth attempts in 0 secs): user=<>,"
                    + " rip=192.0.2.3, lip=192.0.2.25, TLS handshaking: SSL_accept() failed: error:0A000416:SSL"
                    + " routines::sslv3 alert certificate unknown: SSL alert number 46, session=<x>",
            "Mar  1 10:00:04 mail dovecot: imap-login: Login: user=<a@example.com>, method=PLAIN, rip=192.0.2.3,"
                    + " lip=192.0.2.25, mpid=1, TLS, session=<x>",
            "2026-03-01T10:00:05.123456+01:00 mail postfix/smtpd[7]: connect from mx.example.net[192.0.2.1]",
            "Mar  1 10:00:06 mail postfix/postscreen[9]: HANGUP after 1.5 from [192.0.2.4]:4711 in tests after SMTP"
                    + " handshake",
            "Mar  1 10:00:06 mail postfix/qmgr[9]: 7A01C8140B: removed",
            "{\"MESSAGE\":\"connect from mx.example.net[192.0.2.1]\",\"SYSLOG_IDENTIFIER\":\"postfix/smtpd\",\"_PID\":\"7\"}",
            "__CURSOR=s=1", "MESSAGE=SSL_accept error from mx.example.net[192.0.2.1]: -1", "> quoted", "");

    private FuzzLog() {}

    /// Runs.
    ///
    /// @param arguments how many lines, and a seed
    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        var random = new Random(arguments.length > 1 ? Long.parseLong(arguments[1]) : 1);
        long start = System.nanoTime();
        for (int done = 0; done < count; done += BATCH) {
            check(read(new ByteArrayInputStream(lines(random, BATCH))) == BATCH, "a line was lost");
        }
        System.out.printf("%,d lines in %.1f s%n", count, seconds(start));
        longLine("one line without end", new byte[0]);
        longLine("one line without end after a date", LINES.get(2).getBytes(StandardCharsets.US_ASCII));
        linear(random);
    }

    /// One line of 100 MB between two others.
    private static void longLine(String name, byte[] head) throws IOException {
        byte[] before = (LINES.getFirst() + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] line = new byte[LONG_LINE];
        Arrays.fill(line, (byte) 'x');
        System.arraycopy(head, 0, line, 0, head.length);
        line[LONG_LINE - 1] = '\n';
        long start = System.nanoTime();
        long lines = read(new SequenceInputStream(
                new ByteArrayInputStream(before),
                new SequenceInputStream(new ByteArrayInputStream(line), new ByteArrayInputStream(before))));
        check(lines == 3, name + ": " + lines);
        System.out.printf("%s: %.2f s%n", name, seconds(start));
    }

    private static void linear(Random random) throws IOException {
        byte[] some = lines(random, 10 * BATCH);
        read(new ByteArrayInputStream(some));
        long start = System.nanoTime();
        read(new ByteArrayInputStream(some));
        double once = seconds(start);
        start = System.nanoTime();
        read(new SequenceInputStream(new ByteArrayInputStream(some), new ByteArrayInputStream(some)));
        double twice = seconds(start);
        check(twice < LINEAR * once, "twice the lines took %.1f times as long".formatted(twice / once));
        System.out.printf("twice the lines take %.1f times as long%n", twice / once);
    }

    private static long read(InputStream stream) throws IOException {
        return LogReader.read("mail.log", stream, DAY).lines();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static byte[] lines(Random random, int count) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            bytes.writeBytes((mutated(random) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        return bytes.toByteArray();
    }

    private static String mutated(Random random) {
        var text = new StringBuilder(LINES.get(random.nextInt(LINES.size())));
        for (int i = random.nextInt(4); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.setCharAt(at, (char) random.nextInt(0x100));
                case 2 -> text.setLength(at);
                case 3 -> text.insert(at, text.substring(at));
                default -> text.insert(at, LINES.get(random.nextInt(LINES.size())));
            }
        }
        return text.toString().replace('\n', ' ').replace('\r', ' ');
    }

    private static void check(boolean holds, String text) {
        if (!holds) {
            throw new AssertionError(text);
        }
    }
}
