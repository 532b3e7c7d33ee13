package postern.diagnosis.cause.sni;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.ClientTrust;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.diagnosis.cause.path.TlsInterception;
import postern.evidence.Problem;
import postern.postfix.TlsPolicy;

/// The receiver picks its certificate by the server name, and Postfix sends none unless DANE or the policy asks for it.
public final class SniNotSent implements Cause {
    private static final Pattern MISMATCH =
            Pattern.compile("num=62:|[Hh]ostname mismatch|Server certificate not (?:verified|trusted)");

    /// What Google's servers put into the certificate that they show where TLS 1.3 comes without a name.
    private static final Pattern PLACEHOLDER = Pattern.compile("No SNI provided|CN ?= ?invalid2\\.invalid");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> placeholder = placeholder(facts);
        if (facts.direction() != Problem.OUTBOUND
                && !placeholder.isEmpty()
                && new TlsInterception().examine(facts).isEmpty()) {
            return Findings.cause(
                    this, facts, Certainty.PROVEN, Map.of(), placeholder, List.of(Change.at(Target.CLIENT)));
        }
        boolean met = !(Outgoing.saying(MISMATCH, facts).isEmpty()
                        && (ClientTrust.demanded(facts).isEmpty() || ClientTrust.isSatisfied(facts)))
                && Outgoing.written(facts, "smtp_tls_servername").isEmpty()
                && PolicyTable.applying(facts)
                        .filter(line -> line.entry().attributes().containsKey("servername"))
                        .isEmpty();
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(),
                met ? WrongDefaultCertWithoutSni.evidence(facts) : List.of(),
                fix(facts));
    }

    /// Where the server says itself that no name was sent.
    public static List<Citation> placeholder(Facts facts) {
        return Stream.concat(
                        Logs.saying(PLACEHOLDER, facts).stream(),
                        facts.evidence().transcripts().stream()
                                .flatMap(run -> run.lines().stream()
                                        .filter(line ->
                                                PLACEHOLDER.matcher(line.text()).find())
                                        .map(line -> Citation.line(run.source(), line.number(), line.text()))))
                .toList();
    }

    /// Parameter and attribute exist since Postfix 3.4. An older client can only do without the check.
    private static List<Change> fix(Facts facts) {
        if (!Outgoing.release(facts).atLeast(3, 4)) {
            List<Change> changes = new ArrayList<>(PolicyTable.change(facts, "encrypt"));
            changes.add(Change.at(Target.PEER));
            return changes;
        }
        List<Change> changes = new ArrayList<>();
        PolicyTable.applying(facts)
                .ifPresent(line -> changes.addAll(PolicyTable.change(facts, withServerName(line.entry()))));
        changes.add(Change.mainCf("smtp_tls_servername", "hostname"));
        changes.add(Change.command("postfix reload"));
        return changes;
    }

    private static String withServerName(TlsPolicy.Entry entry) {
        Map<String, String> attributes = new TreeMap<>(entry.attributes());
        attributes.put("servername", "hostname");
        return entry.level()
                + attributes.entrySet().stream()
                        .map(attribute -> " " + attribute.getKey() + "=" + attribute.getValue())
                        .collect(Collectors.joining());
    }
}
