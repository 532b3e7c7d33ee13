package postern.diagnosis.cause.elsewhere;

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
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.policy.TlsPolicyLookupFailure;

/// A table that is looked up cannot be read.
public final class NotTlsLookupTable implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "(?:error|fatal): (?:open (?:database )?|error (?:reading|writing|opening|updating) )\\S+\\.(?:db|lmdb|cdb): |table lookup problem|4\\.3\\.0 .{0,300}Temporary lookup failure|lookup error for \"?(?!.*policy)");
    /// Look-ups that have causes of their own.
    private static final Pattern OTHERS = Pattern.compile("TLSA|DNSSEC|socketmap|tls_policy|policy_maps|TLS policy");

    /// The table says so before the policy does that is kept in it.
    private static final Pattern SOURCE = Pattern.compile("lookup error for \"?");

    /// Somebody made a table and saw the error; no mail waited for it.
    private static final Pattern BY_HAND = Pattern.compile("postfix/postmap\\[|postfix/postalias\\[");
    /// A table that `postmap` has not made yet (DATABASE_README).
    private static final Pattern UNBUILT =
            Pattern.compile("open (?:database )?(/[\\w./-]+)\\.(db|lmdb|cdb): No such file");
    private static final Map<String, String> TYPES = Map.of("db", "hash", "lmdb", "lmdb", "cdb", "cdb");

    private static Stream<Change> unbuilt(Facts facts) {
        return Logs.saying(UNBUILT, facts).stream()
                .flatMap(line -> UNBUILT.matcher(line.text()).results())
                .map(found -> "postmap " + TYPES.get(found.group(2)) + ":" + found.group(1))
                .distinct()
                .map(Change::command);
    }

    @Override
    public List<Finding> examine(Facts facts) {
        boolean ofPolicy = !new TlsPolicyLookupFailure().examine(facts).isEmpty();
        List<Citation> lines = Logs.saying(LOGGED, facts).stream()
                .filter(line -> !OTHERS.matcher(line.text()).find())
                .filter(line -> !ofPolicy || !SOURCE.matcher(line.text()).find())
                .toList();
        boolean byHand =
                lines.stream().allMatch(line -> BY_HAND.matcher(line.text()).find());
        List<Citation> silent = AskedService.TABLE.lines(facts).stream()
                .filter(line -> !ofPolicy || !OTHERS.matcher(line.text()).find())
                .toList();
        if (!silent.isEmpty() && !lines.isEmpty()) {
            return Findings.cause(
                    this,
                    facts,
                    Certainty.PROVEN,
                    Map.of("what", Phrase.of("table.service")),
                    Stream.concat(silent.stream(), lines.stream()).toList(),
                    AskedService.TABLE.fix(facts));
        }
        return Findings.cause(
                this,
                facts,
                byHand ? Certainty.POSSIBLE : Certainty.LIKELY,
                Map.of("what", Phrase.of("table.file")),
                lines,
                Stream.of(unbuilt(facts), Stream.of(Change.at(Target.FILE), Change.command("postfix reload")))
                        .flatMap(changes -> changes)
                        .toList());
    }
}
