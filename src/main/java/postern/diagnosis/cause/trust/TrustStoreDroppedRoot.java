package postern.diagnosis.cause.trust;

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
import postern.diagnosis.cause.delivery.ClientTrust;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.evidence.Problem;

/// The system's own bundle is in use and no longer holds the root that the receiver's chain leads to.
public final class TrustStoreDroppedRoot implements Cause {
    /// The receiver sends no intermediate; no trust store helps with that.
    private static final Pattern LEAF_ALONE = Pattern.compile("num=21:");

    /// The owner says that the bundle was renewed.
    private static final Pattern UPDATED = Pattern.compile(
            "(?i)\\b(?:updat|upgrad)\\w*\\b.{0,60}\\b(?:ca-certificates|ca[_-]root[_-]nss|certifi|(?:root|trust) stores?|root certificates)\\b"
                    + "|\\b(?:ca-certificates|ca[_-]root[_-]nss|(?:root|trust) stores?)\\b.{0,60}\\b(?:updat|upgrad)");

    /// Or that the bundle of before helps.
    private static final Pattern WENT_BACK = Pattern.compile(
            "(?i)\\b(?:go(?:ing|ne)? back|went back|downgrad\\w*|roll\\w* back|revert\\w*|previous|older)\\b.{0,60}\\b(?:ca-certificates|ca[_-]root[_-]nss|ca[_-]bundle)");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> updated = Logs.saying(UPDATED, facts);
        if (facts.evidence().mainCf().isEmpty() && !updated.isEmpty()) {
            List<Citation> failures = failures(facts);
            return Findings.cause(
                    this,
                    facts,
                    Certainty.LIKELY,
                    Map.of("file", Phrase.of("value.system-bundle")),
                    failures.isEmpty()
                            ? List.of()
                            : Stream.concat(failures.stream(), updated.stream()).toList(),
                    fix(facts));
        }
        List<Citation> back =
                ClientTrust.demanded(facts).isEmpty() && failures(facts).isEmpty() && !isTested(facts)
                        ? List.of()
                        : Logs.saying(WENT_BACK, facts);
        return ClientTrust.setting(facts, "smtp_tls_CAfile").stream()
                .filter(ClientTrust::isSystemBundle)
                .flatMap(setting -> Findings.cause(
                        this,
                        facts,
                        back.isEmpty() ? Certainty.POSSIBLE : Certainty.LIKELY,
                        Map.of("file", setting.value()),
                        Stream.concat(failures(facts).stream(), back.stream()).toList(),
                        fix(facts))
                        .stream())
                .toList();
    }

    /// Whether a test of a receiver finds no way to a root (X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY).
    private static boolean isTested(Facts facts) {
        return facts.direction() == Problem.OUTBOUND
                && facts.evidence().transcripts().stream()
                        .flatMap(run -> run.complaints().stream())
                        .anyMatch(complaint -> complaint.code() == 20);
    }

    private static List<Citation> failures(Facts facts) {
        return ClientTrust.failures(facts).stream()
                .filter(line -> !LEAF_ALONE.matcher(line.text()).find())
                .toList();
    }

    private static List<Change> fix(Facts facts) {
        return Stream.concat(Stream.of(Change.at(Target.FILE)), PolicyTable.change(facts, "encrypt").stream())
                .toList();
    }
}
