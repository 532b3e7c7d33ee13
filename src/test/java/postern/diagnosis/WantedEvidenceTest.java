package postern.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postern.evidence.EvidenceReader;
import postern.evidence.Input;
import postern.evidence.Problem;

/// What to get next is said with the command for the very server that the complaint is about.
final class WantedEvidenceTest {
    private static final LocalDate DAY = LocalDate.of(2024, 5, 1);

    @Test
    void whereMailGoesOutTheServerThatDoesNotTakeItIsLookedAt() {
        assertThat(commands(Problem.OUTBOUND, Input.of("mail.log", DAY, """
                        May  1 09:00:00 mail postfix/smtp[101]: Trusted TLS connection established to \
                        mx.example.net[192.0.2.7]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
                        May  1 09:00:01 mail postfix/smtp[102]: SSL_connect error to mx.example.org[192.0.2.8]:25: -1
                        """)))
                .containsExactly(
                        "postconf -n",
                        "postern scan mx.example.org",
                        "openssl s_client -connect mx.example.org:25 -starttls smtp -showcerts </dev/null");
    }

    @Test
    void aRelayIsTestedOnItsOwnPort() {
        assertThat(commands(Problem.OUTBOUND, Input.of("main.cf", DAY, "relayhost = [smtp.example.net]:submissions\n")))
                .containsExactly(
                        "grep 'postfix/' /var/log/mail.log | tail -n 500",
                        "postern scan smtp.example.net:465",
                        "openssl s_client -connect smtp.example.net:465 -showcerts </dev/null");
    }

    @Test
    void theLogTellsOnWhichPortTheServerIs() {
        assertThat(commands(Problem.OUTBOUND, Input.of("mail.log", DAY, """
                        May  1 09:00:01 mail postfix/smtp[102]: SSL_connect error to smtp.example.org[192.0.2.8]:587: -1
                        """)))
                .contains("postern scan smtp.example.org:587");
    }

    @Test
    void ourOwnServerIsNamedAsItsSettingsNameIt() {
        assertThat(commands(Problem.INBOUND, Input.of("main.cf", DAY, "myhostname = mail.example.com\n")))
                .contains(
                        "postern scan mail.example.com",
                        "openssl s_client -connect mail.example.com:25 -starttls smtp -showcerts </dev/null");
    }

    @Test
    void aNameThatCannotStandInACommandIsNotPutThere() {
        assertThat(commands(Problem.INBOUND, Input.of("main.cf", DAY, "myhostname = $(reboot).example.com\n")))
                .contains("postern scan HOST");
        assertThat(commands(Problem.OUTBOUND, Input.of("main.cf", DAY, "relayhost = [smtp.example.net]:99999999\n")))
                .contains("postern scan smtp.example.net");
    }

    @Test
    void ofDovecotItsOwnSettingsLogAndPortAreWanted() {
        assertThat(commands(
                        Problem.CLIENTS,
                        Input.of("note.txt", DAY, "dovecot: imap-login: Fatal: ssl_cert: no such file\n")))
                .contains("doveconf -n", "postern scan HOST:993")
                .doesNotContain("postconf -n");
    }

    @Test
    void mailProgramsAreTestedWhereTheyHandMailIn() {
        assertThat(commands(Problem.CLIENTS, Input.of("mail.log", DAY, """
                        May  1 09:00:01 mail postfix/submissions/smtpd[102]: connect from pc.example.org[192.0.2.8]
                        May  1 09:00:01 mail postfix/submissions/smtpd[102]: SSL_accept error from pc.example.org[192.0.2.8]: -1
                        """)))
                .contains("openssl s_client -connect HOST:465 -showcerts </dev/null");
    }

    private static Stream<String> commands(Problem problem, Input... inputs) {
        Facts facts = Facts.of(EvidenceReader.read(List.of(inputs), Optional.of(DAY))
                .withStated(Optional.of(problem), Optional.empty(), Optional.empty()));
        return Diagnostician.diagnose(facts, List.of()).missing().stream().map(MissingEvidence::command);
    }
}
