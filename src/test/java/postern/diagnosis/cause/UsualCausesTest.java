package postern.diagnosis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Diagnostician;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.Wording;
import postern.evidence.Problem;

/// What is said where something fails and nothing shows why.
final class UsualCausesTest {
    private static final String REFUSED = "Error: 5D46:error:0A000416:SSL routines:ssl3_read_bytes:"
            + "sslv3 alert certificate unknown:record/rec_layer_s3.c:1590:SSL alert number 46\n";

    @Test
    void namesOnlyCausesThatExist() {
        List<String> ids = Causes.ALL.stream().map(Cause::id).toList();

        assertThat(UsualCauses.ids()).isNotEmpty().allMatch(ids::contains);
    }

    @Test
    void isNeverMoreThanPossibleAndQuotesTheLine() {
        Diagnosis diagnosis = diagnosed(Map.of("client.txt", REFUSED));

        assertThat(diagnosis.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.cause()).isEqualTo("cert-self-signed-or-default");
            assertThat(finding.certainty()).isEqualTo(Certainty.POSSIBLE);
            assertThat(finding.evidence())
                    .singleElement()
                    .satisfies(line -> assertThat(line.text()).isEqualTo(REFUSED.strip()));
        });
    }

    @Test
    void saysThatNothingIsProved() {
        Finding finding = diagnosed(Map.of("client.txt", REFUSED)).findings().getFirst();
        Wording wording = Wording.in(Locale.ENGLISH);

        assertThat(wording.title(finding)).isEqualTo("The certificate is self-signed or a default one");
        assertThat(wording.sentence(finding))
                .isEqualTo("Not proved; the usual reason for such a failure: "
                        + "The certificate is self-signed or a default one.");
    }

    @Test
    void namesInTheTitleWhatCanBeKnown() {
        List<String> titles = Causes.ALL.stream()
                .map(Cause::id)
                .filter(UsualCauses.ids()::contains)
                .flatMap(id -> Stream.of(Problem.values())
                        .filter(problem -> UsualCauses.isUsualFor(id, problem))
                        .map(problem -> new Finding(
                                id,
                                Role.CAUSE,
                                Certainty.POSSIBLE,
                                problem,
                                Map.of(Wording.USUAL, "line"),
                                List.of(Citation.of("mail.log", "line")),
                                List.of())))
                .map(Wording.in(Locale.ENGLISH)::title)
                .toList();

        assertThat(titles).isNotEmpty().noneMatch(title -> title.contains("{"));
    }

    @Test
    void staysSilentWhereACauseWasFound() {
        Diagnosis diagnosis = diagnosed(Map.of(
                "client.txt", REFUSED + "error:0A000086:SSL routines::certificate verify failed\n", "main.cf", """
                        smtpd_tls_cert_file = /etc/ssl/mail.pem
                        smtpd_tls_security_level = none
                        """));

        assertThat(diagnosis.findings())
                .allSatisfy(finding -> assertThat(finding.values()).doesNotContainKey(Wording.USUAL));
    }

    @Test
    void staysSilentAboutMailThatArrives() {
        Diagnosis diagnosis = diagnosed(Map.of("mail.log", """
                Oct  2 11:15:00 mx postfix/smtp[11]: certificate verification failed for mx.example.net[192.0.2.7]:25: untrusted issuer /CN=Example CA
                Oct  2 11:15:01 mx postfix/smtp[11]: 4B1C02E0AF: to=<a@example.net>, relay=mx.example.net[192.0.2.7]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)
                """));

        assertThat(diagnosis.cause()).isEmpty();
    }

    private static Diagnosis diagnosed(Map<String, String> files) {
        Clue clue = Clue.on(Clue.DAY_2024);
        for (var file : files.entrySet()) {
            clue = clue.with(file.getKey(), file.getValue());
        }
        return Diagnostician.diagnose(Facts.of(clue.evidence()), Causes.ALL, UsualCauses::in);
    }
}
