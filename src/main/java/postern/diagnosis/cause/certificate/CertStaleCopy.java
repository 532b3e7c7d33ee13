package postern.diagnosis.cause.certificate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.chain.Outdated;
import postern.diagnosis.cause.sni.SniMapStale;
import postern.postfix.Shell;

/// The daemons load a forgotten copy; the renewed certificate lies elsewhere.
public final class CertStaleCopy implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        Optional<Outdated> outdated = Outdated.in(facts)
                .filter(_ -> SniMapStale.ofRenewed(facts).isEmpty())
                .filter(it -> it.isCopy());
        Optional<Citation> entry = outdated.flatMap(it -> it.mapLine(facts));
        List<Citation> evidence = Stream.concat(
                        outdated.map(Outdated::citations).orElse(List.of()).stream(), entry.stream())
                .toList();
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                evidence,
                entry.isPresent() ? inMap(facts) : CertificateFix.replace(facts));
    }

    /// The line of the map gets the renewed files; what main.cf names else is right. The compiled map holds
    /// the content of the files.
    private static List<Change> inMap(Facts facts) {
        return Stream.concat(
                        Stream.of(Change.at(Target.FILE)),
                        Stream.concat(
                                SniMapStale.compiled(facts)
                                        .map(table -> Change.command("postmap -F " + Shell.word(table)))
                                        .stream(),
                                CertificateFix.replace(facts).stream()
                                        .filter(change -> change.target() != Target.MAIN_CF)))
                .distinct()
                .toList();
    }
}
