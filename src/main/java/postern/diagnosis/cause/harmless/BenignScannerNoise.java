package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Noise;
import postern.diagnosis.Phrase;
import postern.diagnosis.Role;
import postern.diagnosis.SenderTraffic;
import postern.diagnosis.cause.clue.PasswordGuesses;
import postern.maillog.TlsSession;

/// Handshakes of hosts that look and never deliver, most of them failed, and passwords that they guess.
public final class BenignScannerNoise implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        List<SenderTraffic> scanners = facts.senders().stream()
                .filter(sender -> Noise.is(sender, facts.senders()))
                .filter(sender -> sender.failed() > 0 || sender.tls() > 0)
                .toList();
        List<TlsSession> failures = scanners.stream()
                .flatMap(sender -> sender.sessions().limit(1))
                .limit(5)
                .toList();
        List<Citation> guesses = PasswordGuesses.in(facts);
        if (failures.isEmpty() && guesses.isEmpty()) {
            return List.of();
        }
        return List.of(new Finding(
                id(),
                Role.HARMLESS,
                Certainty.LIKELY,
                facts.direction(),
                Map.of(
                        "peers",
                        Phrase.list(Stream.concat(
                                        scanners.stream().map(SenderTraffic::name),
                                        guesses.stream().map(PasswordGuesses::host))
                                .toList())),
                Stream.concat(failures.stream().map(facts::citation), guesses.stream())
                        .toList(),
                List.of()));
    }
}
