package postern.diagnosis.cause.chain;

import java.util.regex.Pattern;
import postern.certificate.Certificate;
import postern.certificate.DistinguishedNames;
import postern.certificate.PublicAuthorities;

/// Certificates of an authority that somebody runs for themselves, as their names alone show. Its root is in no trust
/// store, so that nothing the server might send besides would help.
///
/// A public authority certifies names of hosts and people in the domain name system (CA/Browser Forum, Baseline
/// Requirements, section 7.1.4.2), and keeps its roots to issue other authorities (section 6.1.7).
final class PrivateIssuer {
    private static final Pattern HOST = Pattern.compile("(?:\\*\\.)?(?:[\\p{L}\\d_-]+\\.)+[\\p{L}\\d-]+\\.?");
    private static final Pattern INTERNAL =
            Pattern.compile("(?i).*\\.(?:local|lan|localdomain|internal|intranet|home|corp|private)\\.?");
    private static final Pattern ROOT = Pattern.compile("(?i).*\\broot\\b.*");

    private PrivateIssuer() {}

    /// Whether a certificate is of such an authority.
    static boolean of(Certificate certificate) {
        return !certificate.isSelfIssued()
                && !PublicAuthorities.include(certificate.issuer())
                && (ROOT.matcher(certificate.issuer()).matches() || !namesHost(certificate));
    }

    private static boolean namesHost(Certificate certificate) {
        return DistinguishedNames.commonName(certificate.subject())
                .filter(name ->
                        !HOST.matcher(name).matches() || INTERNAL.matcher(name).matches())
                .isEmpty();
    }
}
