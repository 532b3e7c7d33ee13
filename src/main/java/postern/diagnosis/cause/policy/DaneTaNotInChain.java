package postern.diagnosis.cause.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
import postern.diagnosis.cause.delivery.DaneJudgement;
import postern.dns.DaneVerdict;
import postern.dns.TlsaRecord;

/// The TLSA record names an issuer (usage 2) that the server does not send (RFC 7671 section 5.2.2).
public final class DaneTaNotInChain implements Cause {
    /// What testers and surveys say of usage 2 without a match.
    private static final Pattern NO_ANCHOR =
            Pattern.compile("(?i)no trust anchors? match|designates an? (?:root )?CA\\b.{0,80}root CA is not"
                    + "|trust anchor\\b.{0,60}\\bnot (?:found|included|present|sent|part)\\b.{0,30}chain");

    @Override
    public List<Finding> examine(Facts facts) {
        List<DaneJudgement> judgements = DaneJudgement.in(facts);
        List<DaneJudgement> wrong = judgements.stream()
                .filter(judgement -> judgement.verdict() instanceof DaneVerdict.AnchorNotInChain)
                .toList();
        if (!wrong.isEmpty()) {
            return finding(
                    facts,
                    Certainty.PROVEN,
                    wrong.getFirst().verdict() instanceof DaneVerdict.AnchorNotInChain(var _, var correct)
                            ? Phrase.or(correct.map(TlsaRecord::toString), "value.of-current-key")
                            : "",
                    wrong.stream()
                            .flatMap(judgement -> judgement.evidence().stream())
                            .toList());
        }
        boolean decided =
                judgements.stream().anyMatch(judgement -> !(judgement.verdict() instanceof DaneVerdict.Undecided));
        List<Citation> anchorless = Logs.saying(NO_ANCHOR, facts);
        if (!decided && !anchorless.isEmpty()) {
            return finding(facts, Certainty.LIKELY, Phrase.of("value.of-current-key"), anchorless);
        }
        return decided || !DaneJudgement.onlyAnchors(facts)
                ? List.of()
                : finding(facts, Certainty.LIKELY, Phrase.of("value.of-current-key"), failures(facts));
    }

    /// Without the chain itself: senders say that nothing matches, and all there is to match is an issuer.
    private static List<Citation> failures(Facts facts) {
        List<Citation> said = new ArrayList<>(Logs.saying(DaneTlsaMismatch.LOGGED, facts));

        DaneTlsaMismatch.reported(facts).forEach(said::add);
        if (!said.isEmpty()) {
            facts.pastedDns()
                    .forEach(pasted ->
                            DaneJudgement.mail(pasted).map(pasted::citation).forEach(said::add));
        }
        return said;
    }

    private List<Finding> finding(Facts facts, Certainty certainty, CharSequence record, List<Citation> evidence) {
        return Findings.cause(
                this,
                facts,
                certainty,
                Map.of("record", record),
                evidence,
                DaneJudgement.fix(facts, Change.at(Target.DNS), Change.at(Target.FILE)));
    }
}
