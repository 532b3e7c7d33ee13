package postern.maillog.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A line that is taken apart without being repaired must tell what it tells otherwise, whatever stands before its
/// text.
class UsualLinesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

    private static final List<String> MESSAGES = List.of(
            "Trusted TLS connection established to mx.example.net[192.0.2.1]:25: TLSv1.3 with cipher"
                    + " TLS_AES_256_GCM_SHA384 (256/256 bits)",
            "7A01C8140B: to=<a@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, delays=0/0/1/0, dsn=2.0.0,"
                    + " status=sent (250 2.0.0 Ok)",
            "SSL_connect error to mx.example.net[192.0.2.1]:25: -1",
            "warning: TLS library problem: error:0A000152:SSL routines::unsafe legacy renegotiation"
                    + " disabled:../ssl/statem/extensions.c:894:",
            "7A01C8140C: to=<a@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, delays=0/0/1/0, dsn=4.7.5,"
                    + " status=deferred (Cannot start TLS: handshake failure)",
            "message repeated 2 times: [ SSL_connect error to mx.example.net[192.0.2.1]:25: -1]",
            "[ID 197553 mail.info] SSL_connect error to mx.example.net[192.0.2.1]:25: -1",
            "Mar  1 10:00:05 relay postfix/smtp[7]: SSL_connect error to mx.example.net[192.0.2.9]:25: -1",
            "SSL_connect error to mx.example.net[192.0.2.1]:25: -1   ",
            "SSL_connect error to mx.example.net[192.0.2.1]:25: &lt;none&gt;",
            "SSL_connect error to mx.example.net[192.0.2.1]:25: gr\u00f6\u00dfer");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mar  1 10:00:00 mail postfix/smtp[5]: ",
                "Mar 11 10:00:00 mail postfix-out/smtp[5]: ",
                "2026-03-01T10:00:00.123456+01:00 mail postfix/smtp[5]: ",
                "Mar  1 10:00:00 2026 postfix/smtp[5]: ",
                "Mar  1 10:00:00 INFO postfix/smtp[5]: ",
                "Mar  1 10:00:00 mail: postfix/smtp[5]: ",
                "Mar  1 10:00:00 192.0.2.25 postfix/smtp[5]: ",
                "Mar  1 10:00:60 mail postfix/smtp[5]: ",
                "Xyz  1 10:00:00 mail postfix/smtp[5]: ",
                "Mar  1 10:00:00 mail postfix/smtp: ",
                "Mar  1 10:00:00 mail postfix/relay/smtp[5]: ",
                "Mar  1 10:00:00 mail postfix/unheard-of[5]: "
            })
    void tellsTheSameAsReadingLineByLine(String head) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            MESSAGES.forEach(message -> lines.add(head + message));
        }
        var reader = new LogReader("mail.log", TODAY);
        lines.forEach(reader::line);

        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(LogReader.read("mail.log", new ByteArrayInputStream(bytes), TODAY))
                .isEqualTo(reader.finish());
    }
}
