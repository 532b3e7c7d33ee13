package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.evidence.Problem;

/// The chain is trusted and the name is not the one demanded: at level `secure` Postfix expects the domain's own name
/// unless the policy says `match=` (Postfix TLS_README, "Secure server certificate verification").
public final class VerifyNamePatternWrong implements Cause {
    private static final Pattern TRUSTED = Pattern.compile("Trusted TLS connection established to");
    private static final Pattern REFUSED = Pattern.compile("\\(Server certificate not verified\\)");
    private static final Pattern SECURE = Pattern.compile("^[^#\\s]\\S*\\s+(?:secure|verify)\\b(?!.*match=)");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> trusted = Logs.saying(TRUSTED, facts).stream()
                .filter(citation -> !citation.text().contains("Untrusted"))
                .toList();
        boolean met = facts.direction() == Problem.OUTBOUND
                && !trusted.isEmpty()
                && !Logs.saying(REFUSED, facts).isEmpty();
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                met && !Logs.saying(SECURE, facts).isEmpty()
                        ? Stream.concat(Logs.saying(SECURE, facts).stream(), trusted.stream())
                                .toList()
                        : List.of(),
                List.of(Change.at(Target.TLS_POLICY)));
    }
}
