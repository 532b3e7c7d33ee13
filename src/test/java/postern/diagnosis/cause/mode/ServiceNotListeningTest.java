package postern.diagnosis.cause.mode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.Clue;
import postern.evidence.Problem;
import postern.probe.StartTls;

/// Settings that keep the server to its own machine explain that nobody comes, unless it answers elsewhere.
final class ServiceNotListeningTest {
    private static Clue confined() {
        return Clue.on(Clue.DAY_2024)
                .about(Problem.INBOUND)
                .with("main.cf", "myhostname = mail.example.com\ninet_interfaces = loopback-only\n");
    }

    @Test
    void nobodyReachesAServerThatListensToItsOwnMachine() {
        assertThat(confined().examinedBy(new ServiceNotListening()))
                .singleElement()
                .extracting(Finding::cause)
                .isEqualTo("service-not-listening");
    }

    @ParameterizedTest
    @EnumSource(
            value = StartTls.class,
            names = {"OFFERED", "NOT_OFFERED"})
    void whatAnswersByItsNameListens(StartTls startTls) {
        assertThat(confined()
                        .probed(Clue.scan(startTls, "220 mail.example.com ESMTP", "250 STARTTLS"))
                        .examinedBy(new ServiceNotListening()))
                .isEmpty();
    }

    @Test
    void aLookThatDidNotGetThereRefutesNothing() {
        assertThat(confined().probed(Clue.scan(StartTls.UNKNOWN, "", "")).examinedBy(new ServiceNotListening()))
                .singleElement()
                .extracting(Finding::cause)
                .isEqualTo("service-not-listening");
    }
}
