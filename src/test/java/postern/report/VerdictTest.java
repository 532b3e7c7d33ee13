package postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Diagnosis;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.evidence.Problem;
import postern.remedy.Delivery;
import postern.remedy.Forecast;
import postern.remedy.PeerForecast;
import postern.tls.Outcome;

class VerdictTest {

    @Test
    void distinguishesWrongFromNothingWrongAndNotDecided() {
        assertThat(Verdict.of(SampleReports.founding())).isEqualTo(Verdict.WRONG);
        assertThat(Verdict.of(SampleReports.healthy())).isEqualTo(Verdict.NOTHING_WRONG);
        assertThat(Verdict.of(SampleReports.undecided())).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void aCertificateThatWhoeverChecksWouldRefuseIsToBeMended() {
        assertThat(Verdict.of(report(List.of(finding("cert-expired", Role.ADVICE, Certainty.PROVEN, "s_client")))))
                .isEqualTo(Verdict.MENDABLE);
    }

    @Test
    void whatIsMerelyPossibleOrTidierIsNoReasonToSaySo() {
        assertThat(Verdict.of(report(List.of(
                        finding("cert-expired", Role.ADVICE, Certainty.POSSIBLE, "s_client"),
                        finding("deprecated-parameter", Role.ADVICE, Certainty.PROVEN, "smtpd_use_tls = yes")))))
                .isEqualTo(Verdict.NOTHING_WRONG);
    }

    @Test
    void whoFailedAndNothingElseLeavesItOpenUnlessALineIsFoundHarmless() {
        String line =
                "Dec  1 10:00:00 mx postfix/smtpd[7]: lost connection after STARTTLS from mx.example.net[192.0.2.7]";
        PeerForecast failed = peer(0, 3);
        assertThat(Verdict.of(report(List.of(), failed))).isEqualTo(Verdict.UNDECIDED);
        assertThat(Verdict.of(report(
                        List.of(finding("benign-scanner-noise", Role.HARMLESS, Certainty.LIKELY, line)), failed)))
                .isEqualTo(Verdict.NOTHING_WRONG);
        assertThat(Verdict.of(report(List.of(), peer(1, 3)))).isEqualTo(Verdict.NOTHING_WRONG);
    }

    private static PeerForecast peer(long tls, long failed) {
        var unknown = new Forecast(new Outcome.Undecided(Outcome.Missing.CLIENT_VERSIONS), Delivery.UNKNOWN);
        return new PeerForecast("mx.example.net", "", List.of(), tls, failed, 0, unknown, unknown);
    }

    private static Finding finding(String cause, Role role, Certainty certainty, String evidence) {
        return new Finding(
                cause, role, certainty, Problem.INBOUND, Map.of(), List.of(Citation.of("given", evidence)), List.of());
    }

    private static Report report(List<Finding> findings, PeerForecast... peers) {
        Report healthy = SampleReports.healthy();
        return new Report(
                healthy.version(),
                healthy.asOf(),
                healthy.given(),
                List.of(),
                Optional.empty(),
                new Diagnosis(findings, List.of()),
                List.of(),
                List.of(peers),
                List.of(),
                List.of());
    }
}
