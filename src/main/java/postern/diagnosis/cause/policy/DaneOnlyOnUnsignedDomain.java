package postern.diagnosis.cause.policy;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.PolicyTable;

/// The level dane-only for a domain that is not signed (RFC 7672 section 2.2).
public final class DaneOnlyOnUnsignedDomain implements Cause {
    private static final Pattern LOGGED =
            Pattern.compile("non DNSSEC destination|no TLSA records found|MX RRset is insecure");

    @Override
    public List<Finding> examine(Facts facts) {
        // A Postfix that is not told to ask for DNSSEC finds no domain signed.
        if (!new DaneWithoutDnssecResolver().examine(facts).isEmpty()) {
            return List.of();
        }
        return Findings.cause(
                this, facts, Certainty.PROVEN, Map.of(), Logs.saying(LOGGED, facts), PolicyTable.change(facts, "dane"));
    }
}
