package postern.diagnosis.cause.chain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.certificate.Certificate;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.ClientWords;
import postern.diagnosis.cause.clue.Refusal;
import postern.diagnosis.cause.clue.ShownCertificates;
import postern.diagnosis.cause.delivery.PeerCertificate;
import postern.evidence.InputKind;
import postern.evidence.Problem;
import postern.transcript.TestRun;

/// The path as sent ends in an expired root; current software finds another.
public final class ChainExpiredRoot implements Cause {
    private static final Pattern EXPIRED = Pattern.compile("certificate expired");
    private static final Pattern REFUSED = Pattern.compile("certificate expired|unknown ca|certificate unknown");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Finding> seen = ExpiredInChain.examine(this, facts, ChainFact.ROOT_EXPIRED, depth -> depth >= 2);
        if (!seen.isEmpty()) {
            return seen;
        }
        if (facts.direction() == Problem.OUTBOUND) {
            return delivering(facts);
        }
        List<Finding> named = byName(facts);
        return named.isEmpty() ? byDay(facts) : named;
    }

    /// Peers find something expired from the very days on when the root ended, and no certificate of the server is
    /// shown to have ended.
    private List<Finding> byDay(Facts facts) {
        Optional<String> root = ExpiredRoots.justBefore(facts.day());
        boolean own = facts.evidence().texts().stream()
                        .flatMap(text -> PrintedEnd.in(text).stream())
                        .anyMatch(end -> !end.day().isAfter(facts.day()))
                || ShownCertificates.in(facts).stream()
                        .anyMatch(shown -> shown.facts().contains(ChainFact.LEAF_EXPIRED));
        return root.isEmpty() || own
                ? List.of()
                : Findings.cause(
                        this,
                        facts,
                        Certainty.POSSIBLE,
                        Map.of("subject", root.get(), "date", date(root.get(), facts)),
                        Refusal.lasting(facts, EXPIRED),
                        ExpiredInChain.fix(facts));
    }

    private static String date(String root, Facts facts) {
        return ExpiredRoots.end(root, facts.day()).map(LocalDate::toString).orElse("");
    }

    /// Postfix does not tell which certificate above the peer's own has expired.
    private List<Finding> delivering(Facts facts) {
        Optional<String> root = ExpiredRoots.shortlyBefore(facts.day());
        return root.isEmpty()
                ? List.of()
                : PeerCertificate.finding(this, facts, Map.of("subject", root.get()), ExpiredInChain.delivering(facts));
    }

    /// The chain leads by its names to a root whose time is over, and somebody refuses it or finds something expired.
    private List<Finding> byName(Facts facts) {
        List<Citation> met = met(facts);
        for (TestRun run : facts.evidence().transcripts()) {
            Optional<String> last = run.chain().certificates().stream()
                    .reduce((_, next) -> next)
                    .filter(_ -> run.chain().certificates().size() > 1)
                    .map(Certificate::issuer);
            Optional<LocalDate> end = last.flatMap(name -> ExpiredRoots.end(name, facts.day()));
            if (end.isPresent() && !met.isEmpty()) {
                return Findings.cause(
                        this,
                        facts,
                        Certainty.LIKELY,
                        Map.of("subject", last.get(), "date", end.get().toString()),
                        Stream.concat(Stream.of(Citation.of(run.source(), last.get())), met.stream())
                                .toList(),
                        ExpiredInChain.fix(facts));
            }
        }
        return listed(facts);
    }

    /// In the weeks after its end, somebody whose program refuses the certificate shows a path that leads to the
    /// root, as dialogs and checkers list it.
    private List<Finding> listed(Facts facts) {
        Optional<String> root = ExpiredRoots.shortlyBefore(facts.day());
        if (root.isEmpty() || facts.direction() != Problem.CLIENTS) {
            return List.of();
        }
        Pattern named =
                Pattern.compile("(?i)\\b(?:issuer|issued by|common name|CN)\\s*[:=]\\s*.{0,100}\\b" + root.get());
        List<Citation> lines = facts.evidence().texts().stream()
                .filter(text -> text.kind() == InputKind.UNKNOWN)
                .flatMap(text -> text.lines().stream()
                        .filter(line -> named.matcher(line.text()).find())
                        .map(line -> Citation.line(text.source(), line.number(), line.text())))
                .toList();
        return Findings.cause(
                this,
                facts,
                Certainty.POSSIBLE,
                Map.of("subject", root.get(), "date", date(root.get(), facts)),
                lines,
                ExpiredInChain.fix(facts));
    }

    /// A complaint about a certificate that the server sent is not about the root above.
    private static List<Citation> met(Facts facts) {
        Stream<Citation> tested = facts.evidence().transcripts().stream()
                .flatMap(run -> run.complaints().stream()
                        .filter(it -> ExpiredInChain.isOfIssuer(run, it, facts))
                        .filter(it -> it.depth() <= 0
                                || it.depth() >= run.chain().certificates().size())
                        .map(it -> Citation.line(run.source(), it.line(), it.text())));
        return Stream.of(tested, ClientWords.EXPIRED.in(facts).stream(), ClientWords.refusing(facts, REFUSED).stream())
                .flatMap(lines -> lines)
                .toList();
    }
}
