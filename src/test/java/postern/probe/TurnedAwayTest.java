package postern.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import postern.example.ExampleServer;
import postern.tls.Answer;
import postern.tls.ProtocolVersion;

/// A server that resets connections before it greets refuses nothing that was to be offered in them.
@Execution(ExecutionMode.CONCURRENT)
final class TurnedAwayTest {
    @Test
    void whatAServerWasNotAskedItDoesNotRefuse() throws IOException {
        try (ExampleServer example = ExampleServer.start()) {
            int plain = scan(example.endpoint(), ScanOptions.standard()).connections();
            AtomicInteger connections = new AtomicInteger();
            try (OddServer server = new OddServer((client, in, out) -> {
                boolean early = connections.incrementAndGet() <= plain;
                (early ? OddServer.passing(example.endpoint()) : OddServer.resetting()).serve(client, in, out);
            })) {
                Scan scan = scan(server.endpoint(), ScanOptions.standard().thoroughly());
                Traits traits = scan.traits();
                assertThat(scan.server().speaks(ProtocolVersion.TLSV1_2)).isEqualTo(Answer.YES);
                assertThat(scan.server().speaks(ProtocolVersion.SSLV2)).isEqualTo(Answer.UNKNOWN);
                assertThat(List.of(
                                traits.serverNames(),
                                traits.groups(),
                                traits.signatures(),
                                traits.compression(),
                                traits.secureRenegotiation(),
                                traits.tickets(),
                                traits.clientCertificate(),
                                traits.stapling(),
                                traits.injection(),
                                traits.tolerance().laterVersion(),
                                traits.tolerance().reservedValues(),
                                traits.tolerance().longestHello(),
                                traits.tolerance().mediumHello()))
                        .allMatch(new Observed.Unknown<>("closed")::equals);
                assertThat(scan.senders())
                        .filteredOn(trial -> trial.basis() == SenderTrial.Basis.SIMULATED)
                        .isNotEmpty()
                        .allMatch(trial -> trial.result().equals(new SenderTrial.Undecided("closed")));
            }
        }
    }

    private static Scan scan(Endpoint endpoint, ScanOptions options) {
        return Scanner.scan(endpoint, options, ScanListener.NONE, new Cancellation());
    }
}
