package postern.certificate;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.jspecify.annotations.Nullable;

/// Whether names lie within the name constraints of an authority (RFC 5280 section 4.2.1.10). Bouncy Castle
/// compares.
final class NamesPermitted {
    /// More of either would take too long to compare; they permit nothing.
    private static final int MOST_SUBTREES = 1000;

    private static final int MOST_NAMES = 1000;

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_*-]+(\\.[A-Za-z0-9_*-]+)+");

    private NamesPermitted() {}

    /// Whether an authority may certify the names of those below it.
    ///
    /// @param below from the server's certificate upwards
    static boolean by(Certificate authority, List<Certificate> below) {
        try {
            Extensions extensions = authority
                    .details()
                    .map(details -> details.source().getExtensions())
                    .orElse(null);
            NameConstraints constraints = extensions == null
                    ? null
                    : NameConstraints.getInstance(extensions.getExtensionParsedValue(Extension.nameConstraints));
            return constraints == null || permits(constraints, below);
        } catch (NameConstraintValidatorException | RuntimeException _) {
            // Bouncy Castle meets malformed constraints with unchecked exceptions of several kinds.
            return false;
        }
    }

    private static boolean permits(NameConstraints constraints, List<Certificate> below)
            throws NameConstraintValidatorException {
        GeneralSubtree[] permitted = orNone(constraints.getPermittedSubtrees());
        GeneralSubtree[] excluded = orNone(constraints.getExcludedSubtrees());
        if (permitted.length + excluded.length > MOST_SUBTREES) {
            return false;
        }
        var validator = new PKIXNameConstraintValidator();
        validator.intersectPermittedSubtree(permitted);
        Arrays.stream(excluded).forEach(validator::addExcludedSubtree);
        for (int i = 0; i < below.size(); i++) {
            // Authorities that renew their own key are passed over.
            if (i == 0 || !below.get(i).isSelfIssued()) {
                check(below.get(i), i == 0, validator);
            }
        }
        return true;
    }

    private static GeneralSubtree[] orNone(GeneralSubtree @Nullable [] subtrees) {
        return subtrees == null ? new GeneralSubtree[0] : subtrees;
    }

    private static void check(Certificate certificate, boolean server, PKIXNameConstraintValidator validator)
            throws NameConstraintValidatorException {
        if (certificate.details().isEmpty()) {
            return;
        }
        var source = certificate.details().get().source();
        validator.checkPermittedDN(source.getSubject());
        validator.checkExcludedDN(source.getSubject());
        for (GeneralName name : names(certificate.subject(), source.getExtensions(), server)) {
            validator.checkPermitted(name);
            validator.checkExcluded(name);
        }
    }

    /// The alternative names; for a server without any, its common name, as in OpenSSL (`check_name_constraints` in
    /// crypto/x509/x509_vfy.c).
    private static List<GeneralName> names(String subject, @Nullable Extensions extensions, boolean server) {
        GeneralNames names =
                extensions == null ? null : GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
        List<GeneralName> all = names == null ? List.of() : List.of(names.getNames());
        if (all.size() > MOST_NAMES) {
            throw new IllegalArgumentException("more than " + MOST_NAMES + " names");
        }
        return all.isEmpty() && server
                ? DistinguishedNames.commonName(subject)
                        .filter(name -> HOST.matcher(name).matches())
                        .map(name -> new GeneralName(GeneralName.dNSName, name))
                        .stream()
                        .toList()
                : all;
    }
}
