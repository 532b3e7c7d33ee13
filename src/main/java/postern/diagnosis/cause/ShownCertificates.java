package postern.diagnosis.cause;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.certificate.CertificateChain;
import postern.certificate.ChainCheck;
import postern.certificate.ChainFact;
import postern.certificate.TrustAnchors;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Phrase;
import postern.evidence.Problem;
import postern.maillog.Bounce;
import postern.openssl.ErrorCategory;

/// A chain somebody was shown, by a probe or in a pasted session, and what it shows.
///
/// @param chain    the certificates as sent
/// @param facts    what is noteworthy about them
/// @param citation where it was seen
record ShownCertificates(CertificateChain chain, Set<ChainFact> facts, Citation citation) {

    /// Ports of mail programs, which all check certificates.
    private static final Pattern CLIENT_PORT =
            Pattern.compile("-connect \\S+:(?:993|995|465|587|143|110|imaps?|pop3s?|submissions?|smtps)\\b");

    /// All chains in the evidence, those of probes first.
    static List<ShownCertificates> in(Facts facts) {
        List<ShownCertificates> shown = new ArrayList<>();
        facts.evidence()
                .scans()
                .forEach(scan -> scan.chains()
                        .forEach(served -> shown.add(new ShownCertificates(
                                served.chain(),
                                served.assessment().facts(),
                                Facts.citation(scan, Phrase.of("seen.sends", names(served.chain())))))));
        facts.evidence().transcripts().stream()
                .filter(run -> !run.chain().certificates().isEmpty())
                .forEach(run -> shown.add(new ShownCertificates(
                        run.chain(),
                        ChainCheck.assess(
                                        run.chain(),
                                        TrustAnchors.publicRoots(),
                                        facts.day().atTime(12, 0).toInstant(ZoneOffset.UTC),
                                        Optional.empty())
                                .facts(),
                        new Citation(
                                run.source(), OptionalLong.empty(), Phrase.of("seen.chain", names(run.chain()))))));
        return shown;
    }

    /// Whether somebody checks certificates: mail programs do, and whoever refused one did.
    static boolean somebodyChecks(Facts facts) {
        return facts.evidence().problem().filter(Problem.CLIENTS::equals).isPresent()
                || facts.evidence().bounces().stream()
                        .anyMatch(bounce -> bounce.kind() == Bounce.Kind.CERTIFICATE_REJECTED)
                || facts.direction() == Problem.CLIENTS
                || facts.evidence().transcripts().stream()
                        .flatMap(run -> run.command().stream())
                        .anyMatch(command -> CLIENT_PORT.matcher(command).find())
                || refusals(facts).findAny().isPresent();
    }

    /// Log lines in which somebody refuses our certificate.
    static Stream<Citation> refusals(Facts facts) {
        return facts.realSenders().stream()
                .flatMap(
                        sender -> sender.failure(error -> error.category() == ErrorCategory.PEER_REJECTS_CERT).stream())
                .map(facts::citation);
    }

    private static String names(CertificateChain chain) {
        return chain.certificates().stream()
                .map(certificate -> certificate.shortName())
                .reduce((all, next) -> all + ", " + next)
                .orElseGet(() -> Phrase.of("seen.nothing"));
    }
}
