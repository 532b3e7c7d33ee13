package postern.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.sender.SenderProfiles;
import postern.tls.CipherSuite;
import postern.tls.ClientTls;
import postern.tls.ProtocolVersion;

/// A sender that gets an answer it did not ask for.
final class SenderTrialsTest {
    @ParameterizedTest
    @CsvSource({
        "TLSV1_2, ECDHE-RSA-AES256-GCM-SHA384, ",
        "TLSV1_1, AES256-SHA,                  protocol-version",
        "TLSV1_2, AES256-SHA,                  no-shared-cipher"
    })
    void endsTheHandshakeItself(
            ProtocolVersion version, String suite, @org.jspecify.annotations.Nullable String reason) {
        CipherSuite offered = CipherSuite.named("ECDHE-RSA-AES256-GCM-SHA384").orElseThrow();
        ClientTls offer = SenderProfiles.all().getFirst().offer();
        ClientHello hello = new ClientHello(ProtocolVersion.TLSV1_2, List.of(offered), Optional.empty());
        CipherSuite chosen = CipherSuite.named(suite).orElseThrow();
        ServerFlight flight = new ServerFlight(
                version, chosen, Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), false, List.of());
        assertThat(SenderTrials.met(flight, hello, offer))
                .isEqualTo(
                        reason == null
                                ? new SenderTrial.Agreed(version, Optional.of(chosen))
                                : new SenderTrial.Refused(reason));
    }
}
