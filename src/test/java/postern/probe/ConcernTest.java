package postern.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.tls.CipherSuite;
import postern.tls.Known;
import postern.tls.ProtocolVersion;
import postern.tls.ServerTls;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

final class ConcernTest {
    private static final VersionSupport SOUND = accepted("ECDHE-RSA-AES256-GCM-SHA384", "AES256-SHA");

    /// Alerts by version from TLS 1.0 to TLS 1.3; 0 is no answer at all.
    @ParameterizedTest
    @CsvSource({
        "70, 70, 40, 70, true",
        "40, 40, 40, 40, true",
        "70, 70, 71, 40, true",
        "70, 70, 70, 70, false",
        "70, 70, 40, 0, false"
    })
    void aServerThatTurnsEverySuiteAwayIsToldFromOneWithoutAVersion(
            int tls10, int tls11, int tls12, int tls13, boolean tells) {
        Scan scan = seen(Map.of(
                ProtocolVersion.TLSV1,
                refused(tls10),
                ProtocolVersion.TLSV1_1,
                refused(tls11),
                ProtocolVersion.TLSV1_2,
                refused(tls12),
                ProtocolVersion.TLSV1_3,
                refused(tls13)));

        assertThat(Concern.of(scan)).isEqualTo(tells ? List.of(Concern.NO_SUITE) : List.of());
    }

    @Test
    void suitesThatAreOutOfUseLetNoSenderIn() {
        assertThat(Concern.of(seen(refusingOthers(accepted("NULL-MD5"))))).containsExactly(Concern.NO_SENDER);
        assertThat(Concern.of(seen(refusingOthers(SOUND)))).isEmpty();
    }

    @Test
    void whatAThoroughLookShows() {
        Scan plain = seen(refusingOthers(SOUND));

        assertThat(Concern.of(with(plain, true, true))).containsExactly(Concern.COMMAND_INJECTION);
        assertThat(Concern.of(with(plain, false, false))).containsExactly(Concern.MEDIUM_HELLO);
        assertThat(Concern.of(with(plain, false, true))).isEmpty();
    }

    private static Map<ProtocolVersion, VersionSupport> refusingOthers(VersionSupport tls12) {
        var versions = new EnumMap<ProtocolVersion, VersionSupport>(ProtocolVersion.class);
        Arrays.stream(ProtocolVersion.values()).forEach(version -> versions.put(version, refused(70)));
        versions.put(ProtocolVersion.TLSV1_2, tls12);
        return versions;
    }

    private static VersionSupport refused(int alert) {
        return alert == 0 ? new VersionSupport.Unknown("timed-out") : new VersionSupport.Refused("alert " + alert);
    }

    private static VersionSupport accepted(String... suites) {
        return new VersionSupport.Accepted(
                Known.all(Arrays.stream(suites)
                        .map(name -> CipherSuite.named(name).orElseThrow())
                        .toList()),
                SuiteOrder.SERVER);
    }

    private static Scan seen(Map<ProtocolVersion, VersionSupport> versions) {
        Scan scan = new Scan(
                new Endpoint("mail.example.com", 25, Service.SMTP),
                8,
                Duration.ofSeconds(1),
                List.of(),
                StartTls.OFFERED,
                new ServerTls(
                        versions, Known.all(List.of(postern.tls.KeyType.RSA)), Known.nothing(), OptionalInt.empty()),
                List.of());
        return with(scan, scan.traits(), new SenderTrials(scan).evaluated(LocalDate.of(2026, 1, 1)));
    }

    private static Scan with(Scan scan, boolean injected, boolean mediumHello) {
        return with(
                scan,
                SeenTraits.of(
                        Map.of(), Observed.notAsked(), new Observed.Seen<>(mediumHello), new Observed.Seen<>(injected)),
                scan.senders());
    }

    private static Scan with(Scan scan, Traits traits, List<SenderTrial> senders) {
        return new Scan(
                scan.endpoint(),
                scan.connections(),
                scan.took(),
                scan.stages(),
                scan.startTls(),
                scan.server(),
                scan.chains(),
                traits,
                senders);
    }
}
