package postern.certificate;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/// What is noteworthy about a certificate by itself, given where in the chain it stands. A malformed
/// extension allows nothing.
final class CertificateFacts {
    /// Bouncy Castle writes the hash first for most algorithms, but not for ECDSA with SHA-1.
    private static final Pattern WEAK_HASH = Pattern.compile("(?i)MD[245]|SHA-?1(?![0-9])");

    /// RFC 7633.
    private static final ASN1ObjectIdentifier TLS_FEATURE = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");

    /// The TLS extension `status_request`, RFC 6066 section 8.
    private static final int STATUS_REQUEST = 5;

    /// Server gated cryptography, which OpenSSL takes for a server's purpose (`check_purpose_ssl_server` in
    /// crypto/x509/v3_purp.c): Netscape's and Microsoft's.
    private static final Set<String> GATED = Set.of("2.16.840.1.113730.4.1", "1.3.6.1.4.1.311.10.3.3");

    private CertificateFacts() {}

    /// Where a certificate stands.
    enum Place {
        SERVER,
        BETWEEN,
        ROOT
    }

    /// What is noteworthy about its dates; nothing where only the names are known.
    static Set<ChainFact> dates(Certificate certificate, Place place, Instant at) {
        return certificate.details().map(details -> dates(details, place, at)).orElse(Set.of());
    }

    /// What is noteworthy about its strength and purpose; nothing where only the names are known.
    static Set<ChainFact> uses(Certificate certificate, Place place) {
        var facts = EnumSet.noneOf(ChainFact.class);
        certificate.details().ifPresent(details -> {
            facts.addAll(strength(details, place));
            facts.addAll(purpose(details, place));
        });
        return facts;
    }

    private static Set<ChainFact> dates(CertificateDetails details, Place place, Instant at) {
        if (at.isAfter(details.notAfter())) {
            return Set.of(
                    switch (place) {
                        case SERVER -> ChainFact.LEAF_EXPIRED;
                        case BETWEEN -> ChainFact.INTERMEDIATE_EXPIRED;
                        case ROOT -> ChainFact.ROOT_EXPIRED;
                    });
        }
        if (at.isBefore(details.notBefore())) {
            return Set.of(
                    switch (place) {
                        case SERVER -> ChainFact.LEAF_NOT_YET_VALID;
                        case BETWEEN -> ChainFact.INTERMEDIATE_NOT_YET_VALID;
                        case ROOT -> ChainFact.ROOT_NOT_YET_VALID;
                    });
        }
        return Set.of();
    }

    private static Set<ChainFact> strength(CertificateDetails details, Place place) {
        var facts = EnumSet.noneOf(ChainFact.class);
        if (isBelow(details, 2048, 224)) {
            facts.add(ChainFact.WEAK_KEY);
        }
        if (isBelow(details, 1024, 160)) {
            facts.add(ChainFact.VERY_WEAK_KEY);
        }
        if (place != Place.ROOT
                && WEAK_HASH.matcher(details.signatureAlgorithm()).find()) {
            facts.add(ChainFact.WEAK_SIGNATURE);
        }
        return facts;
    }

    private static boolean isBelow(CertificateDetails details, int integerBits, int curveBits) {
        return switch (details.keyType()) {
            case RSA, DSA -> details.keyBits() < integerBits;
            // A curve that is not known has no bits.
            case EC -> details.keyBits() > 0 && details.keyBits() < curveBits;
            case ED25519, ED448, DH, GOST, ML_DSA, OTHER -> false;
        };
    }

    private static Set<ChainFact> purpose(CertificateDetails details, Place place) {
        var facts = EnumSet.noneOf(ChainFact.class);
        Extensions extensions = details.source().getExtensions();
        if (place != Place.ROOT && !holds(extensions, CertificateFacts::servesServers)) {
            facts.add(place == Place.SERVER ? ChainFact.WRONG_PURPOSE : ChainFact.INTERMEDIATE_WRONG_PURPOSE);
        }
        if (place == Place.SERVER && !holds(extensions, CertificateFacts::keyServesTls)) {
            facts.add(ChainFact.WRONG_KEY_USAGE);
        }
        if (place == Place.SERVER && extensions != null && holds(extensions, CertificateFacts::demandsStapling)) {
            facts.add(ChainFact.MUST_STAPLE);
        }
        return facts;
    }

    /// No extensions at all forbid nothing.
    private static boolean holds(@Nullable Extensions extensions, Predicate<Extensions> rule) {
        try {
            return extensions == null || rule.test(extensions);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// RFC 5280 section 4.2.1.12: without the extension every purpose is allowed. Whether any purpose includes this
    /// one is left to who verifies; OpenSSL wants it named.
    private static boolean servesServers(Extensions extensions) {
        ExtendedKeyUsage usage = ExtendedKeyUsage.fromExtensions(extensions);
        return usage == null
                || usage.hasKeyPurposeId(KeyPurposeId.id_kp_serverAuth)
                || Arrays.stream(usage.getUsages()).anyMatch(purpose -> GATED.contains(purpose.getId()));
    }

    private static boolean keyServesTls(Extensions extensions) {
        KeyUsage usage = KeyUsage.fromExtensions(extensions);
        return usage == null
                || usage.hasUsages(KeyUsage.digitalSignature)
                || usage.hasUsages(KeyUsage.keyEncipherment)
                || usage.hasUsages(KeyUsage.keyAgreement);
    }

    private static boolean demandsStapling(Extensions extensions) {
        Extension feature = extensions.getExtension(TLS_FEATURE);
        return feature != null
                && Arrays.stream(ASN1Sequence.getInstance(feature.getParsedValue())
                                .toArray())
                        .map(ASN1Integer::getInstance)
                        .anyMatch(number -> number.hasValue(STATUS_REQUEST));
    }
}
