package postern.maillog.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineRepairTest {
    private static final String MESSAGE = "connect from mx.example.net[192.0.2.1]";

    private final List<Frame> frames = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    private void read(String... lines) {
        var repair = new LineRepair((frame, _, text) -> {
            if (frame != null) {
                frames.add(frame);
            } else {
                others.add(text);
            }
        });
        long number = 0;
        for (String line : lines) {
            repair.line(++number, line);
        }
        repair.flush();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> Mar  1 10:00:00 mail postfix/smtpd[7]: %s",
                ">> > Mar  1 10:00:00 mail postfix/smtpd[7]: %s",
                "    Mar  1 10:00:00 mail postfix/smtpd[7]: %s",
                "12: Mar  1 10:00:00 mail postfix/smtpd[7]: %s",
                "12  Mar  1 10:00:00 mail postfix/smtpd[7]: %s",
                "  12\tMar  1 10:00:00 mail postfix/smtpd[7]: %s",
                "mail.log:Mar  1 10:00:00 mail postfix/smtpd[7]: %s",
                "/var/log/mail.log.1-Mar  1 10:00:00 mail postfix/smtpd[7]: %s",
                "/var/log/mail.log:812:Mar  1 10:00:00 mail postfix/smtpd[7]: %s",
                "- Mar  1 10:00:00 mail postfix/smtpd[7]: %s",
                "`Mar  1 10:00:00 mail postfix/smtpd[7]: %s`",
                "Sun 2026-03-01 10:00:00 UTC mail postfix/smtpd[7]: %s",
                "2026-03-01T10:00:00.5Z stdout F Mar  1 10:00:00 mail postfix/smtpd[7]: %s",
                "2026-03-01T10:00:00.5Z Mar  1 10:00:00 mail postfix/smtpd[7]: %s",
                "{\"log\":\"Mar  1 10:00:00 mail postfix/smtpd[7]: %s\\n\",\"stream\":\"stdout\",\"time\":\"2026-03-01T10:00:00Z\"}",
                "{ \"_PID\" : \"7\", \"__REALTIME_TIMESTAMP\" : \"1772359200000000\", \"MESSAGE\" : \"%s\", \"SYSLOG_IDENTIFIER\" : \"postfix/smtpd\", \"_HOSTNAME\" : \"mail\" }"
            })
    void findsTheLineInEveryWrapping(String wrapped) {
        read(wrapped.formatted(MESSAGE));

        assertThat(frames).extracting(Frame::message).containsExactly(MESSAGE);
        Frame frame = frames.getFirst();
        assertThat(frame.program()).isEqualTo(new Program("smtpd", "smtpd"));
        LogTime time = frame.time();
        assertThat(time).isNotNull();
        if (time != null) {
            assertThat(time.inYear(2026).at()).isEqualTo("2026-03-01T10:00:00");
        }
    }

    @Test
    void readsTheExportFormatOfTheJournal() {
        read(
                "__CURSOR=s=1",
                "__REALTIME_TIMESTAMP=1772359200000000",
                "_HOSTNAME=mail",
                "SYSLOG_IDENTIFIER=postfix/smtpd",
                "_PID=7",
                "MESSAGE=" + MESSAGE,
                "",
                "__CURSOR=s=2",
                "_HOSTNAME=mail",
                "");

        assertThat(frames).extracting(Frame::message).containsExactly(MESSAGE);
    }

    @Test
    void joinsLinesThatMailHasWrapped() {
        read(
                "Mar  1 10:00:00 mail postfix/smtpd[7]: SSL_accept error from",
                "mx.example.net[192.0.2.1]: lost connection",
                "Mar  1 10:00:01 mail postfix/smtpd[7]: lost connection after STARTTLS from",
                "> mx.example.net[192.0.2.1]",
                "",
                "smtpd_tls_security_level = may");

        assertThat(frames)
                .extracting(Frame::number, Frame::message)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                1L, "SSL_accept error from mx.example.net[192.0.2.1]: lost connection"),
                        org.assertj.core.groups.Tuple.tuple(
                                3L, "lost connection after STARTTLS from mx.example.net[192.0.2.1]"));
        assertThat(others).containsExactly("", "smtpd_tls_security_level = may");
    }

    @Test
    void joinsLinesThatATerminalHasCut() {
        String line = "Mar  1 10:00:00 mail postfix/smtpd[7]: "
                + "SSL_accept error from a-rather-long-name.mx.example.net[192.0.2.1]: lost connection";
        read(line.substring(0, 80), line.substring(80));

        assertThat(frames).extracting(Frame::line).containsExactly(line);
    }

    @Test
    void readsTheNamesThatHtmlGivesToCharacters() {
        read("Mar  1 10:00:00 mail postfix/smtp[7]: 7A01C8140B: to=&lt;a@example.com&gt;, relay=x");

        assertThat(frames.getFirst().message()).isEqualTo("7A01C8140B: to=<a@example.com>, relay=x");
    }
}
