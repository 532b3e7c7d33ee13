package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Noise;
import postern.diagnosis.Phrase;
import postern.diagnosis.Role;
import postern.diagnosis.SenderTraffic;
import postern.maillog.TlsSession;

/// Handshakes of hosts that look and never deliver, most of them failed.
public final class BenignScannerNoise implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        List<SenderTraffic> scanners = facts.senders().stream()
                .filter(Noise::is)
                .filter(sender -> sender.failed() > 0 || sender.tls() > 0)
                .toList();
        List<TlsSession> failures = scanners.stream()
                .flatMap(sender -> sender.sessions().limit(1))
                .limit(5)
                .toList();
        if (failures.isEmpty()) {
            return List.of();
        }
        return List.of(new Finding(
                id(),
                Role.HARMLESS,
                Certainty.LIKELY,
                facts.direction(),
                Map.of(
                        "peers",
                        Phrase.list(scanners.stream().map(SenderTraffic::name).toList())),
                failures.stream().map(facts::citation).toList(),
                List.of()));
    }
}
