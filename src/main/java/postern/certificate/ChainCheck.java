package postern.certificate;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postern.tls.Answer;

/// Looks a chain over.
public final class ChainCheck {
    /// More than any honest chain has; what comes after is not looked at.
    private static final int MOST_CERTIFICATES = 50;

    private ChainCheck() {}

    /// Looks a chain over as of a time. Once there is a path, keys and purposes of certificates beside it do not
    /// matter. Where only names are known, as from pasted output, only what names
    /// can tell is told and trust stays unknown.
    ///
    /// @param anchors what to trust
    /// @param at      the time to judge dates by
    /// @param name    the host name or address the server was asked for; empty if none
    public static ChainAssessment assess(
            CertificateChain chain, TrustAnchors anchors, Instant at, Optional<String> name) {
        var issuance = new Issuance();
        List<Certificate> sent =
                chain.certificates().stream().limit(MOST_CERTIFICATES).toList();
        var arrangement = Arrangement.of(sent, issuance);
        PathSearch.Path path = PathSearch.best(sent, anchors, issuance, at);
        Optional<Certificate> gap = path.anchored() ? Optional.empty() : gap(arrangement, issuance);

        var facts = EnumSet.noneOf(ChainFact.class);
        facts.addAll(arrangement.facts());
        facts.addAll(path.broken());
        Stream.concat(arrangement.related().stream(), path.members().stream())
                .distinct()
                .forEach(one -> {
                    CertificateFacts.Place place = place(one, path, issuance);
                    facts.addAll(CertificateFacts.dates(one, place, at));
                    if (!path.sound() || path.members().contains(one)) {
                        facts.addAll(CertificateFacts.uses(one, place));
                    }
                });
        if (gap.isPresent() && isBelowTheRoot(gap.get(), anchors)) {
            facts.add(ChainFact.INCOMPLETE);
        }
        Optional<CertificateDetails> leaf = chain.leaf().flatMap(Certificate::details);
        if (leaf.isPresent()
                && name.isPresent()
                && ServerName.isOnlyCommonName(chain.leaf().get(), name.get())) {
            facts.add(ChainFact.COMMON_NAME_ONLY);
        }
        return new ChainAssessment(
                facts,
                trust(arrangement, path),
                path.anchored()
                        ? path.members().stream().map(Certificate::subject).toList()
                        : List.of(),
                nameMatches(chain, name),
                gap.map(Certificate::issuer));
    }

    /// An anchor is a root, whether it signed itself or not.
    private static CertificateFacts.Place place(Certificate one, PathSearch.Path path, Issuance issuance) {
        if (one.equals(path.members().getFirst())) {
            return CertificateFacts.Place.SERVER;
        }
        boolean anchor = path.anchored() && one.equals(path.members().getLast());
        return anchor || issuance.isSelfSigned(one) ? CertificateFacts.Place.ROOT : CertificateFacts.Place.BETWEEN;
    }

    private static ChainTrust trust(Arrangement arrangement, PathSearch.Path path) {
        if (path.sound()) {
            return path.inDate() ? ChainTrust.TRUSTED : ChainTrust.EXPIRED;
        }
        boolean known =
                arrangement.related().stream().allMatch(one -> one.details().isPresent());
        return known && !arrangement.related().isEmpty() ? ChainTrust.UNTRUSTED : ChainTrust.UNKNOWN;
    }

    /// The highest certificate whose issuer is not there; empty where a self-signed certificate ends the
    /// chain, where all have issued one another, or where only names are known.
    private static Optional<Certificate> gap(Arrangement arrangement, Issuance issuance) {
        List<Certificate> related = arrangement.related();
        boolean decidable = related.stream().allMatch(one -> one.details().isPresent() && !issuance.isSelfSigned(one));
        return related.stream()
                .filter(one -> decidable && related.stream().noneMatch(issuer -> issuance.issued(issuer, one)))
                .reduce((_, higher) -> higher);
    }

    /// A root need not be sent, and one that is not among the anchors may be a private one: then nothing is
    /// missing. Something is where the server's certificate came alone, or where the absent issuer belongs
    /// to an organisation whose roots are known.
    private static boolean isBelowTheRoot(Certificate gap, TrustAnchors anchors) {
        return gap.details()
                .map(details -> !details.authority()
                        || anchors.hasOrganizationOf(details.source().getIssuer()))
                .orElse(false);
    }

    private static Answer nameMatches(CertificateChain chain, Optional<String> name) {
        Optional<CertificateDetails> leaf = chain.leaf().flatMap(Certificate::details);
        return name.isPresent() && leaf.isPresent() ? ServerName.matches(leaf.get(), name.get()) : Answer.UNKNOWN;
    }
}
