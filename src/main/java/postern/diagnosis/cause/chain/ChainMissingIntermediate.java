package postern.diagnosis.cause.chain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.certificate.Certificate;
import postern.certificate.CertificateDetails;
import postern.certificate.ChainFact;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Role;
import postern.diagnosis.cause.answer.CertificateFinding;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.ClientWords;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.PrintedNames;
import postern.diagnosis.cause.clue.ShownCertificates;
import postern.diagnosis.cause.delivery.ClientTrust;
import postern.diagnosis.cause.delivery.PeerCertificate;
import postern.diagnosis.cause.path.TlsInterception;
import postern.evidence.Problem;
import postern.maillog.Bounce;
import postern.transcript.TestRun;
import postern.transcript.VerifyComplaint;

/// The server sends its certificate without the one that issued it.
public final class ChainMissingIntermediate implements Cause {
    /// X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE.
    private static final List<Integer> NO_ISSUER = List.of(20, 21);

    private static final Pattern FIRST = Pattern.compile("unable to verify the first certificate");
    private static final Pattern UNKNOWN = Pattern.compile("unknown ca|bad certificate|certificate unknown");
    /// testssl.sh, which brings the roots of all trust stores with it.
    private static final Pattern INCOMPLETE = Pattern.compile("Chain of trust +NOT ok \\(chain incomplete");
    /// Reasons to return mail that no certificate gives.
    private static final Pattern OTHERWISE =
            Pattern.compile("(?i)protocol|version|cipher|suite|handshake[ _]failure(?!:)|dh key|timed out|454");
    private static final Pattern LEAF_ALONE =
            Pattern.compile("certificate verification failed for .*num=21:|unable to verify the first certificate");

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return delivering(facts);
        }
        if (!new TlsInterception().examine(facts).isEmpty()) {
            return List.of();
        }
        return Stream.of(byChain(facts), bySession(facts), byDepth(facts), byWords(facts), bySetting(facts))
                .flatMap(found -> found)
                .limit(1)
                .toList();
    }

    /// One certificate alone whose issuer is missing while other peers' chains are trusted, or error 21.
    private List<Finding> delivering(Facts facts) {
        List<Citation> alone = PeerCertificate.failures(facts, LEAF_ALONE);
        List<Citation> without = ClientTrust.failures(facts).stream()
                .filter(line -> !PeerCertificate.namesPrivateIssuer(line))
                .toList();
        boolean seen = facts.evidence().transcripts().stream()
                .anyMatch(run ->
                        run.chain().certificates().size() == 1 && complaint(run).isPresent());
        return PeerCertificate.finding(this, facts, Map.of(), !alone.isEmpty() ? alone : seen ? without : List.of());
    }

    private Stream<Finding> byChain(Facts facts) {
        return ShownCertificates.in(facts).stream()
                .filter(shown -> shown.facts().contains(ChainFact.INCOMPLETE))
                .flatMap(shown -> shown.chain().certificates().stream()
                        .reduce((_, last) -> last)
                        .filter(last -> !PrivateIssuer.of(last))
                        .map(last -> finding(facts, last, shown.citation()))
                        .stream());
    }

    /// A session without the certificates themselves: one name alone, not issued by itself, and the
    /// tester complains about its issuer.
    private Stream<Finding> bySession(Facts facts) {
        return facts.evidence().transcripts().stream()
                .filter(run -> run.chain().certificates().size() < 2)
                .flatMap(run -> run.leaf().filter(leaf -> !leaf.isSelfIssued() && !PrivateIssuer.of(leaf)).stream()
                        .flatMap(leaf -> complaint(run)
                                .map(it -> finding(facts, leaf, Citation.line(run.source(), it.line(), it.text())))
                                .stream()));
    }

    /// The complaints without the names: were there an intermediate, they would be about its issuer, one deeper.
    private Stream<Finding> byDepth(Facts facts) {
        return facts.evidence().transcripts().stream()
                .filter(run ->
                        run.chain().certificates().isEmpty() && run.leaf().isEmpty())
                .flatMap(run -> run.complaints().stream()
                        .filter(it -> NO_ISSUER.contains(it.code()) && it.depth() == 0)
                        .limit(1)
                        .map(it -> CertificateFinding.of(
                                id(),
                                facts,
                                Map.of("subject", Phrase.of("value.unnamed"), "issuer", "?"),
                                Stream.of(Citation.line(run.source(), it.line(), it.text())),
                                fix(facts))));
    }

    /// A checker that says what OpenSSL calls error 21: nothing but the server's own certificate came. One that its
    /// owner issued has no intermediate.
    private Stream<Finding> byWords(Facts facts) {
        boolean shown = facts.evidence().transcripts().stream()
                .anyMatch(run -> !run.chain().certificates().isEmpty());
        List<PrintedNames> names = PrintedNames.in(facts);
        if (shown || names.stream().anyMatch(PrintedNames::isOwnIssue)) {
            return Stream.empty();
        }
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of(
                        "subject",
                        Phrase.or(names.stream().map(PrintedNames::subject).findFirst(), "value.unnamed"),
                        "issuer",
                        names.stream().map(PrintedNames::issuer).findFirst().orElse("?")),
                Stream.of(
                                Logs.saying(FIRST, facts),
                                ClientWords.LEAF_ALONE.in(facts),
                                ShownCertificates.somebodyChecks(facts)
                                        ? Logs.saying(INCOMPLETE, facts)
                                        : List.<Citation>of())
                        .flatMap(List::stream)
                        .distinct()
                        .toList(),
                fix(facts))
                .stream();
    }

    /// The configured file holds the certificate alone, and clients find nobody who vouches for it. Whoever looked
    /// knows better what is sent.
    private Stream<Finding> bySetting(Facts facts) {
        boolean shown = !ShownCertificates.in(facts).isEmpty()
                || facts.evidence().transcripts().stream()
                        .anyMatch(run -> !run.complaints().isEmpty() || run.isVerified());
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("subject", Phrase.of("value.unnamed"), "issuer", "?"),
                shown || !FullChain.isLeftOut(facts) ? List.of() : ClientWords.refusing(facts, UNKNOWN),
                fix(facts))
                .stream();
    }

    private static List<Change> fix(Facts facts) {
        return Stream.of(FullChain.settings(facts), CertificateFix.replace(facts))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static Optional<VerifyComplaint> complaint(TestRun run) {
        return run.complaints().stream()
                .filter(it -> NO_ISSUER.contains(it.code()) && it.depth() <= 0)
                .findFirst();
    }

    private Finding finding(Facts facts, Certificate last, Citation citation) {
        Finding finding = CertificateFinding.of(
                id(),
                facts,
                Map.of("subject", last.shortName(), "issuer", last.issuer()),
                Stream.of(citation),
                Stream.concat(fetching(last), fix(facts).stream()).toList());
        List<Citation> returned = finding.role() == Role.CAUSE ? List.of() : returned(facts);
        return returned.isEmpty()
                ? finding
                : new Finding(
                        id(),
                        Role.CAUSE,
                        Certainty.POSSIBLE,
                        facts.direction(),
                        finding.values(),
                        Stream.concat(finding.evidence().stream(), returned.stream())
                                .toList(),
                        finding.fix());
    }

    /// A sender that returns mail because TLS failed insists on TLS, and one that insists mostly checks. Not meant are
    /// those that say what else they miss.
    private static List<Citation> returned(Facts facts) {
        return facts.evidence().bounces().stream()
                .filter(bounce -> bounce.kind() == Bounce.Kind.HANDSHAKE_FAILED)
                .filter(bounce -> bounce.lines().stream()
                        .noneMatch(line -> OTHERWISE.matcher(line.text()).find()))
                .flatMap(bounce -> bounce.lines().stream()
                        .limit(1)
                        .map(line -> Citation.line(bounce.source(), line.number(), line.text())))
                .toList();
    }

    /// The missing certificate, from where the one before it says that it is (RFC 5280 section 4.2.2.1), in DER.
    private static Stream<Change> fetching(Certificate last) {
        return last.details().flatMap(CertificateDetails::issuerAddress).stream()
                .map(address -> Change.command("curl -fsS '" + address + "' | openssl x509 -inform DER"));
    }
}
