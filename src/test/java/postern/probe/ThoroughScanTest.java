package postern.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.example.ExampleServer;
import postern.tls.Answer;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;

final class ThoroughScanTest {
    @Test
    void asksEverythingAndPlaysSenders() throws IOException {
        try (ExampleServer server = ExampleServer.start()) {
            Scan scan = Scanner.scan(
                    server.endpoint(),
                    ScanOptions.standard().withAnchors(server.anchors()).thoroughly(),
                    ScanListener.NONE,
                    new Cancellation());

            assertThat(scan.isThorough()).isTrue();
            assertThat(scan.server().speaks(ProtocolVersion.SSLV2)).isEqualTo(Answer.NO);
            Traits traits = scan.traits();
            assertThat(traits.groups().known().orElseThrow()).contains(NamedGroup.P_256);
            assertThat(scan.server().groups().complete()).isTrue();
            assertThat(traits.signatures().known().orElseThrow()).isNotEmpty();
            assertThat(traits.injection()).isEqualTo(new Observed.Seen<>(false));
            assertThat(traits.resumption().values())
                    .isNotEmpty()
                    .allMatch(result -> result.known().isPresent());
            assertThat(traits.compression()).isEqualTo(new Observed.Seen<>(false));
            assertThat(traits.clientCertificate().known().map(Traits.ClientCertificate::wish))
                    .contains(Traits.Wish.NONE);
            assertThat(traits.fallbackProtection()).isEqualTo(new Observed.Unknown<>("no-lower-version"));
            assertThat(scan.senders())
                    .anyMatch(trial -> trial.basis() == SenderTrial.Basis.SIMULATED
                            && trial.result() instanceof SenderTrial.Agreed);
        }
    }

    @Test
    void aPlainLookAsksNoneOfThatAndJudgesSendersByWhatItSaw() throws IOException {
        try (ExampleServer server = ExampleServer.start()) {
            Scan scan = Scanner.scan(server.endpoint(), ScanOptions.standard(), ScanListener.NONE, new Cancellation());

            assertThat(scan.traits()).isEqualTo(Traits.notAsked());
            assertThat(scan.senders()).isNotEmpty().allMatch(trial -> trial.basis() == SenderTrial.Basis.EVALUATED);
            SenderTrial old = scan.senders().stream()
                    .filter(trial -> trial.sender().id().equals("exchange-2003-ws2003"))
                    .findFirst()
                    .orElseThrow();
            assertThat(old.result()).isEqualTo(new SenderTrial.Refused("protocol-version"));
            assertThat(old.then()).isEqualTo(SenderTrial.Next.FAILS);
        }
    }

    @Test
    void versionsASuiteOfEachAndTheChainAreToldOfAfterTheFirstHellos() throws IOException {
        try (ExampleServer server = ExampleServer.start()) {
            var early = new java.util.concurrent.atomic.AtomicReference<Optional<Scan>>(Optional.empty());
            Scanner.scan(
                    server.endpoint(),
                    ScanOptions.standard(),
                    (soFar, done, _) -> {
                        if (done == 5) {
                            early.set(Optional.of(soFar));
                        }
                    },
                    new Cancellation());

            Scan scan = early.get().orElseThrow();
            // Five have told this; the sixth, whose order decides, is on its way beside them.
            assertThat(scan.connections()).isBetween(5, 6);
            assertThat(scan.chains()).hasSize(1);
            assertThat(scan.server().versions()).hasSize(5);
            assertThat(scan.server().accepted()).containsExactly(ProtocolVersion.TLSV1_2);
        }
    }

    @Test
    void aServerWithoutEhloOffersNoStartTls() throws IOException {
        try (var server = new OddServer((_, in, out) -> {
            OddServer.say(out, "220 mail.example.com SMTP\r\n");
            OddServer.hear(in);
            OddServer.say(out, "502 5.5.2 Error: command not recognized\r\n");
            OddServer.hear(in);
            OddServer.say(out, "250 mail.example.com\r\n");
        })) {
            Scan scan = Scanner.scan(server.endpoint(), ScanOptions.standard(), ScanListener.NONE, new Cancellation());

            assertThat(scan.startTls()).isEqualTo(StartTls.NOT_OFFERED);
            assertThat(scan.said(Step.EHLO).orElseThrow()).contains("502 5.5.2");
            assertThat(scan.senders())
                    .filteredOn(trial -> trial.sender().id().equals("gmail-current"))
                    .singleElement()
                    .satisfies(trial -> {
                        assertThat(trial.result()).isEqualTo(new SenderTrial.Refused("starttls-not-offered"));
                        assertThat(trial.then()).isEqualTo(SenderTrial.Next.PLAINTEXT);
                    });
        }
    }
}
