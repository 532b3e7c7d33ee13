package postern.diagnosis.cause.trust;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.delivery.ClientTrust;
import postern.postfix.Setting;

/// The folder of roots lies outside the chroot of the delivering process, which opens it only when it is needed
/// (`smtp_tls_CApath` in postconf(5)).
public final class CaPathOutsideChroot implements Cause {
    private static final Pattern FOLDER = Pattern.compile("s_client .*-CApath\\s+(\\S+)");

    @Override
    public List<Finding> examine(Facts facts) {
        if (!ClientTrust.inChroot(facts)) {
            return List.of();
        }
        List<Citation> failures = ClientTrust.failures(facts);
        return facts.evidence().mainCf().isPresent() ? bySettings(facts, failures) : byTest(facts, failures);
    }

    private List<Finding> bySettings(Facts facts, List<Citation> failures) {
        boolean noFile = ClientTrust.setting(facts, "smtp_tls_CAfile")
                .filter(Setting::isEmpty)
                .isPresent();
        List<Citation> met =
                failures.isEmpty() && !ClientTrust.isSatisfied(facts) ? ClientTrust.demanded(facts) : failures;
        return ClientTrust.setting(facts, "smtp_tls_CApath").stream()
                .filter(folder -> noFile && !folder.isEmpty() && !met.isEmpty())
                .flatMap(folder ->
                        finding(facts, folder.value(), Stream.concat(Stream.of(facts.citation(folder)), met.stream()))
                                .stream())
                .toList();
    }

    /// Without main.cf: outside the chroot the folder is enough, as a test that is content with it shows.
    private List<Finding> byTest(Facts facts, List<Citation> failures) {
        return facts.evidence().transcripts().stream()
                .filter(run -> !failures.isEmpty() && run.complaints().isEmpty())
                .flatMap(run -> run.command().stream()
                        .flatMap(command -> FOLDER.matcher(command).results())
                        .flatMap(found -> finding(
                                facts,
                                found.group(1),
                                Stream.concat(failures.stream(), Stream.of(Citation.of(run.source(), found.group()))))
                                .stream()))
                .limit(1)
                .toList();
    }

    private List<Finding> finding(Facts facts, String folder, Stream<Citation> evidence) {
        return Findings.cause(
                this, facts, Certainty.LIKELY, Map.of("file", folder), evidence.toList(), ClientTrust.bundle(facts));
    }
}
