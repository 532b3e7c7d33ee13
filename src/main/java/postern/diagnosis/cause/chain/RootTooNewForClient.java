package postern.diagnosis.cause.chain;

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
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.ClientWords;
import postern.diagnosis.cause.clue.Logs;
import postern.evidence.Problem;
import postern.transcript.TestRun;

/// The chain is complete and ends in a root that came into the lists of clients only lately; who has an old list
/// refuses it.
public final class RootTooNewForClient implements Cause {
    /// Roots that public lists took in after 2015 (CCADB, "Included CA certificates").
    private static final Pattern RECENT = Pattern.compile("ISRG Root (?:X1|X2|YE|YR)|GTS Root R[1-4]"
            + "|(?:Sectigo|SSL\\.com|DigiCert|HARICA)\\b.*(?:Root [ER]\\d+|Root G5|20(?:21|22))");
    private static final Pattern UNKNOWN = Pattern.compile("unknown ca");

    /// Somebody tells of clients that have not been updated for years.
    private static final Pattern OLD_CLIENT = Pattern.compile(
            "(?i)^(?=.*(?:certificate|trusted|untrusted|secure|warning|SSL|TLS)).*\\b(?:Android (?:[2-6]|7(?!\\.1\\.[1-9]))\\b|Windows (?:XP|Vista|7)\\b|OS X\\b|El Capitan"
                    + "|iOS ?(?:[5-9])\\b|old(?:er)? (?:\\w+ )?(?:phones?|smartphones?|tablets?|i?Macs?|iPhones?|iPads?|TVs?|printers?|scanners?|devices?|clients?|computers?))");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> refused =
                facts.direction() == Problem.OUTBOUND ? List.of() : ClientWords.refusing(facts, UNKNOWN);
        // A tester whose own library is content is somebody who gets in.
        boolean othersGetIn = facts.senders().stream().anyMatch(sender -> sender.tls() > 0)
                || facts.evidence().transcripts().stream().anyMatch(TestRun::isVerified);
        List<Citation> chains = facts.evidence().transcripts().stream()
                .filter(run -> run.complaints().isEmpty())
                .flatMap(run -> root(run).map(root -> Citation.of(run.source(), root)))
                .toList();
        List<Citation> old =
                refused.isEmpty() && facts.direction() != Problem.OUTBOUND ? Logs.saying(OLD_CLIENT, facts) : List.of();
        List<Citation> met = refused.isEmpty() ? old : refused;
        return Findings.cause(
                this,
                facts,
                refused.isEmpty() ? Certainty.POSSIBLE : Certainty.LIKELY,
                Map.of("root", chains.isEmpty() ? "?" : chains.getFirst().text()),
                met.isEmpty() || chains.isEmpty() || !othersGetIn
                        ? List.of()
                        : Stream.concat(met.stream(), chains.stream()).toList(),
                List.of(Change.at(Target.FILE), Change.at(Target.CLIENT)));
    }

    /// Who issued the last of at least two certificates.
    private static Stream<String> root(TestRun run) {
        return run.chain().certificates().size() < 2
                ? Stream.empty()
                : Stream.of(run.chain().certificates().getLast().issuer())
                        .filter(issuer -> RECENT.matcher(issuer).find());
    }
}
