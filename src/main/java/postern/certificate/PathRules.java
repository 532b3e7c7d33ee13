package postern.certificate;

import java.math.BigInteger;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;

/// The rules that a path from the server's certificate upwards must keep beside signatures and dates (RFC 5280
/// section 6.1), the anchor too, as OpenSSL demands (`check_extensions` in crypto/x509/x509_vfy.c, 3.0).
/// A malformed extension allows nothing.
final class PathRules {
    /// The extensions OpenSSL 3.0 handles (`X509_supported_extension` in crypto/x509/v3_purp.c) of which one may
    /// be critical.
    private static final Set<ASN1ObjectIdentifier> HANDLED = Set.of(
            new ASN1ObjectIdentifier("2.16.840.1.113730.1.1"), // Netscape certificate type
            Extension.keyUsage,
            Extension.subjectAlternativeName,
            Extension.basicConstraints,
            Extension.certificatePolicies,
            Extension.cRLDistributionPoints,
            Extension.extendedKeyUsage,
            Extension.policyConstraints,
            Extension.nameConstraints,
            Extension.policyMappings,
            Extension.inhibitAnyPolicy,
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.7"), // address blocks, RFC 3779
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.8"), // autonomous systems, RFC 3779
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.14"), // proxy certificates, RFC 3820
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.1.5")); // OCSP responder without check, RFC 6960

    private PathRules() {}

    /// The rules that the path breaks, by their facts; the path may end below an anchor.
    static Set<ChainFact> brokenBy(List<Certificate> path) {
        var broken = EnumSet.noneOf(ChainFact.class);
        int below = 0;
        for (int i = 0; i < path.size(); i++) {
            Certificate current = path.get(i);
            if (current.details().map(PathRules::hasUnknownCritical).orElse(false)) {
                broken.add(ChainFact.UNKNOWN_CRITICAL_EXTENSION);
            }
            if (i > 0 && !mayIssue(current, i == path.size() - 1)) {
                broken.add(ChainFact.ISSUER_NOT_AUTHORITY);
            }
            if (i > 0 && allowedBelow(current).filter(isLess(below)).isPresent()) {
                broken.add(ChainFact.PATH_TOO_LONG);
            }
            // Authorities that renew their own key do not count.
            if (i > 0 && !current.isSelfIssued()) {
                below++;
            }
            if (i > 0 && !NamesPermitted.by(current, path.subList(0, i))) {
                broken.add(ChainFact.NAME_NOT_PERMITTED);
            }
        }
        return broken;
    }

    private static Predicate<BigInteger> isLess(int below) {
        return allowed -> allowed.compareTo(BigInteger.valueOf(below)) < 0;
    }

    /// Whether an issuer's extensions let it issue certificates.
    ///
    /// @param last whether it ends the path: a root may be from before there were extensions
    static boolean mayIssue(Certificate issuer, boolean last) {
        return issuer.details().map(details -> mayIssue(details, last)).orElse(true);
    }

    private static boolean mayIssue(CertificateDetails issuer, boolean last) {
        Extensions extensions = issuer.source().getExtensions();
        if (extensions == null) {
            return last && issuer.source().getVersionNumber() == 1;
        }
        try {
            KeyUsage usage = KeyUsage.fromExtensions(extensions);
            return issuer.authority() && (usage == null || usage.hasUsages(KeyUsage.keyCertSign));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// How many authorities may stand below; empty if there is no limit.
    private static Optional<BigInteger> allowedBelow(Certificate issuer) {
        try {
            return issuer.details()
                    .map(details -> details.source().getExtensions())
                    .map(BasicConstraints::fromExtensions)
                    .map(BasicConstraints::getPathLenConstraint);
        } catch (IllegalArgumentException _) {
            return Optional.of(BigInteger.ZERO);
        }
    }

    private static boolean hasUnknownCritical(CertificateDetails details) {
        var critical = new HashSet<Object>(details.source().getCriticalExtensionOIDs());
        critical.removeAll(HANDLED);
        return !critical.isEmpty();
    }
}
