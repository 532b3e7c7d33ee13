package postern.maillog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BounceReaderTest {

    @Test
    void readsTheBounceOfGmail() {
        String text = """
                Delivery to the following recipient failed permanently:

                     owner@example.com

                Technical details of permanent failure:
                TLS Negotiation failed
                """;

        assertThat(BounceReader.looksLike(text)).isTrue();
        assertThat(BounceReader.read("bounce.txt", text))
                .isEqualTo(new Bounce(
                        "bounce.txt",
                        Optional.of("Gmail"),
                        Bounce.Kind.HANDSHAKE_FAILED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        java.util.List.of(new LogLine(6, "TLS Negotiation failed"))));
    }

    @Test
    void namesTheDomainThatWasNotReached() {
        String text = """
                Reporting-MTA: dns; mail.sender.example

                Final-Recipient: rfc822; info@example.net
                Action: failed
                Diagnostic-Code: X-Postfix; Server certificate not verified
                """;

        assertThat(BounceReader.read("bounce.txt", text).destination()).contains("example.net");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Server certificate not verified                                                                     | CERTIFICATE_REJECTED
            Cannot start TLS: handshake failure                                                                 | HANDSHAKE_FAILED
            TLS is required, but was not offered by host mx.example.net[192.0.2.1]                              | TLS_NOT_OFFERED
            TLS is required, but host mx.example.net[192.0.2.1] refused to start TLS: 454 4.7.0 TLS not available | TLS_UNAVAILABLE
            454 4.7.0 TLS not available due to local problem                                                    | TLS_UNAVAILABLE
            TLSA lookup error for mx.example.net:25                                                             | POLICY_NOT_MET
            450 4.7.320 Certificate validation failed                                                           | CERTIFICATE_REJECTED
            450 4.7.321 starttls-not-supported: Destination mail server must support TLS to receive mail.       | TLS_NOT_OFFERED
            450 4.7.322 certificate-expired: Destination mail server's certificate is expired.                  | CERTIFICATE_REJECTED
            450 4.7.323 tlsa-invalid: The domain failed DANE validation.                                        | POLICY_NOT_MET
            450 4.7.325 certificate-host-mismatch: Remote certificate MUST have a common name                   | CERTIFICATE_REJECTED
            550 5.7.324 dnssec-invalid: Destination domain returned invalid DNSSEC records                      | POLICY_NOT_MET
            550 5.7.322                                                                                         | CERTIFICATE_REJECTED
            450 4.7.320 Certificate validation failed [Message=SubjectMismatch]                                 | CERTIFICATE_REJECTED
            550 5.4.317 Message expired, cannot connect to remote server [Message=SubjectMismatch]              | CERTIFICATE_REJECTED
            450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail]   | TLS_NOT_OFFERED
            450 4.4.317 Cannot connect to remote server                                                         | UNREACHABLE
            550 5.4.316 Message expired, connection refused(Socket error code 10061)                            | UNREACHABLE
            TLS Negotiation failed, the certificate doesn't match the host.                                     | CERTIFICATE_REJECTED
            421-4.7.29 Your email has been rate limited because it wasn't sent over a TLS connection            | TLS_NOT_OFFERED
            454 4.3.3 TLS not available after start                                                             | TLS_UNAVAILABLE
            R=dnslookup T=remote_smtp: a TLS session is required, but an attempt to start TLS failed            | HANDSHAKE_FAILED
            H=mx.example.net [192.0.2.1]: a TLS session is required, but an attempt to establish TLS failed     | HANDSHAKE_FAILED
            a TLS session is required for mx.example.net, but the server did not offer TLS support              | TLS_NOT_OFFERED
            403 4.7.0 TLS handshake failed.                                                                     | HANDSHAKE_FAILED
            530 5.7.0 Must issue a STARTTLS command first                                                       | TLS_NOT_OFFERED
            SSL operation failed with code 1. error:1409442E:SSL routines:SSL3_READ_BYTES:tlsv1 alert protocol version | HANDSHAKE_FAILED
            connect to mx.example.net[192.0.2.1]:25: Connection timed out                                       | UNREACHABLE
            550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown                            | NOT_TLS
            Hello, see you tomorrow.                                                                            | UNKNOWN
            """)
    void tellsWhatWentWrong(String line, Bounce.Kind kind) {
        assertThat(BounceReader.read("bounce.txt", line).kind()).isEqualTo(kind);
    }

    @Test
    void tellsWhichServerRefusedAndWithWhichCode() {
        Bounce report = BounceReader.read("bounce.txt", """
                Reporting-MTA: dns; mail.example.com

                Final-Recipient: rfc822; someone@example.net
                Action: failed
                Status: 5.7.4
                Remote-MTA: dns; mx.example.net
                Diagnostic-Code: X-Postfix; TLS is required, but was not offered by host mx.example.net[192.0.2.1]
                """);
        assertThat(report.status()).hasValue("5.7.4");
        assertThat(report.remote()).hasValue("mx.example.net");
        assertThat(report.sendAs()).isFalse();
        Bounce microsoft = BounceReader.read(
                "bounce.txt",
                "Remote server returned '450 4.7.320 Certificate validation failed [Message=SubjectMismatch]"
                        + " [LastAttemptedServerName=mail.example.com] [LastAttemptedIP=192.0.2.25:25]'");
        assertThat(microsoft.system()).hasValue("Microsoft 365");
        assertThat(microsoft.status()).hasValue("4.7.320");
        assertThat(microsoft.remote()).hasValue("mail.example.com");
    }

    /// Gmail then is a client of the submission service, not a server that delivers.
    @Test
    void knowsGmailsSendMailAs() {
        Bounce bounce = BounceReader.read("bounce.txt", """
                You're sending this from a different address or alias using the 'Send mail as' feature. The settings \
                for your 'Send mail as' account are misconfigured or out of date.
                The response was:
                TLS Negotiation failed, the certificate doesn't match the host.
                """);
        assertThat(bounce.sendAs()).isTrue();
        assertThat(bounce.kind()).isEqualTo(Bounce.Kind.CERTIFICATE_REJECTED);
    }

    @Test
    void joinsWrappedLines() {
        String text = """
                This is the mail system at host mail.example.com.

                <someone@example.net>: TLS is required, but
                    was not offered by host mx.example.net[192.0.2.1]
                """;

        Bounce bounce = BounceReader.read("bounce.txt", text);

        assertThat(bounce.system()).hasValue("Postfix");
        assertThat(bounce.kind()).isEqualTo(Bounce.Kind.TLS_NOT_OFFERED);
        assertThat(bounce.lines())
                .containsExactly(
                        new LogLine(
                                3,
                                "<someone@example.net>: TLS is required, but was not offered by host mx.example.net[192.0.2.1]"));
    }

    @Test
    void quotesTheOneLineOfATranscriptThatMatters() {
        String text = """
                Subject: Postfix SMTP server: errors from mail-qe0-f42.google.com[192.0.2.42]

                Transcript of session follows.

                 Out: 220 mail.example.com ESMTP Postfix
                 In:  STARTTLS
                 Out: 454 4.7.0 TLS not available due to local problem
                """;

        assertThat(BounceReader.read("bounce.txt", text).lines())
                .containsExactly(new LogLine(7, "Out: 454 4.7.0 TLS not available due to local problem"));
    }

    @Property(tries = 500)
    void readsAnything(@ForAll String text) {
        assertThatCode(() -> BounceReader.read("bounce.txt", text)).doesNotThrowAnyException();
    }
}
