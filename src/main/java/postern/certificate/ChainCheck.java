package postern.certificate;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import postern.tls.Answer;
import postern.tls.KeyType;

/// Looks a chain over.
public final class ChainCheck {
    private static final Pattern WEAK_HASH = Pattern.compile("(?i)MD[245]|SHA-?1(?![0-9])");

    /// More than any honest chain has; what comes after is not looked at.
    private static final int MOST_CERTIFICATES = 50;

    private ChainCheck() {}

    /// Looks a chain over as of a time. Where only names are known, as from pasted output, only what names
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
        List<List<Certificate>> paths = PathSearch.paths(sent, anchors, issuance);
        Optional<List<Certificate>> inDate = PathSearch.inDate(paths, at);
        Optional<List<Certificate>> path = inDate.or(() -> paths.stream().findFirst());
        Optional<Certificate> gap = path.isPresent() ? Optional.empty() : gap(arrangement, issuance);

        var facts = EnumSet.noneOf(ChainFact.class);
        facts.addAll(arrangement.facts());
        arrangement
                .related()
                .forEach(one -> facts.addAll(
                        ownFacts(one, one.equals(arrangement.related().getFirst()), at, issuance)));
        path.map(List::getLast)
                .flatMap(Certificate::details)
                .filter(anchor -> at.isAfter(anchor.notAfter()))
                .ifPresent(_ -> facts.add(ChainFact.ROOT_EXPIRED));
        if (gap.isPresent() && isBelowTheRoot(gap.get(), anchors)) {
            facts.add(ChainFact.INCOMPLETE);
        }
        return new ChainAssessment(
                facts,
                trust(arrangement, inDate.isPresent(), path.isPresent()),
                path.map(members -> members.stream().map(Certificate::subject).toList())
                        .orElse(List.of()),
                nameMatches(chain, name),
                gap.map(Certificate::issuer));
    }

    private static ChainTrust trust(Arrangement arrangement, boolean trusted, boolean pathFound) {
        if (trusted) {
            return ChainTrust.TRUSTED;
        }
        if (pathFound) {
            return ChainTrust.EXPIRED;
        }
        boolean known =
                arrangement.related().stream().allMatch(one -> one.details().isPresent());
        return known && !arrangement.related().isEmpty() ? ChainTrust.UNTRUSTED : ChainTrust.UNKNOWN;
    }

    /// The highest certificate whose issuer is not there; empty where a self-signed certificate ends the
    /// chain or where only names are known.
    private static Optional<Certificate> gap(Arrangement arrangement, Issuance issuance) {
        List<Certificate> related = arrangement.related();
        boolean decidable = related.stream().allMatch(one -> one.details().isPresent() && !issuance.isSelfSigned(one));
        return decidable && !related.isEmpty() ? Optional.of(related.getLast()) : Optional.empty();
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

    private static Set<ChainFact> ownFacts(Certificate certificate, boolean leaf, Instant at, Issuance issuance) {
        var facts = EnumSet.noneOf(ChainFact.class);
        certificate.details().ifPresent(details -> {
            boolean root = !leaf && issuance.isSelfSigned(certificate);
            if (at.isAfter(details.notAfter())) {
                facts.add(
                        leaf ? ChainFact.LEAF_EXPIRED : root ? ChainFact.ROOT_EXPIRED : ChainFact.INTERMEDIATE_EXPIRED);
            }
            if (leaf && at.isBefore(details.notBefore())) {
                facts.add(ChainFact.LEAF_NOT_YET_VALID);
            }
            if (leaf && !servesServers(details)) {
                facts.add(ChainFact.WRONG_PURPOSE);
            }
            if (isWeakKey(details)) {
                facts.add(ChainFact.WEAK_KEY);
            }
            if (!root && isWeakSignature(details.signatureAlgorithm())) {
                facts.add(ChainFact.WEAK_SIGNATURE);
            }
        });
        return facts;
    }

    /// RFC 5280 section 4.2.1.12: without the extension every purpose is allowed.
    private static boolean servesServers(CertificateDetails details) {
        var extensions = details.source().getExtensions();
        try {
            ExtendedKeyUsage usage = extensions == null ? null : ExtendedKeyUsage.fromExtensions(extensions);
            return usage == null
                    || usage.hasKeyPurposeId(KeyPurposeId.id_kp_serverAuth)
                    || usage.hasKeyPurposeId(KeyPurposeId.anyExtendedKeyUsage);
        } catch (IllegalArgumentException _) {
            // A malformed extension allows nothing.
            return false;
        }
    }

    private static boolean isWeakKey(CertificateDetails details) {
        boolean integers = details.keyType() == KeyType.RSA || details.keyType() == KeyType.DSA;
        boolean curve = details.keyType() == KeyType.EC && details.keyBits() > 0;
        return (integers && details.keyBits() < 2048) || (curve && details.keyBits() < 224);
    }

    /// Bouncy Castle writes the hash first for most algorithms, but not for ECDSA with SHA-1.
    private static boolean isWeakSignature(String algorithm) {
        return WEAK_HASH.matcher(algorithm).find();
    }

    private static Answer nameMatches(CertificateChain chain, Optional<String> name) {
        Optional<CertificateDetails> leaf = chain.leaf().flatMap(Certificate::details);
        return name.isPresent() && leaf.isPresent() ? ServerName.matches(leaf.get(), name.get()) : Answer.UNKNOWN;
    }
}
