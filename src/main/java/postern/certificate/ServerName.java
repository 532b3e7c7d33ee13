package postern.certificate;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import postern.tls.Answer;

/// Whether a certificate carries a name, by RFC 9525: alternative names only, a wildcard only as the whole
/// leftmost label, an address only as an address.
final class ServerName {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private ServerName() {}

    static Answer matches(CertificateDetails details, String wanted) {
        List<String> names = details.names();
        return names.stream().anyMatch(name -> matches(name, wanted)) ? Answer.YES : Answer.NO;
    }

    /// Whether the name asked for is to be found, but only where RFC 9525 does not look. OpenSSL and Postfix do if
    /// there are no alternative names (`do_x509_check` in crypto/x509/v3_utl.c).
    static boolean isOnlyCommonName(Certificate certificate, String wanted) {
        boolean noNames =
                certificate.details().map(details -> details.names().isEmpty()).orElse(false);
        return noNames
                && DistinguishedNames.commonName(certificate.subject())
                        .filter(name -> !isAddress(name) && matches(name, wanted))
                        .isPresent();
    }

    private static boolean matches(String name, String wanted) {
        if (isAddress(wanted) || isAddress(name)) {
            return isAddress(wanted) && isAddress(name) && sameAddress(name, wanted);
        }
        String host = normal(wanted);
        String pattern = normal(name);
        if (pattern.startsWith("*.")) {
            int dot = host.indexOf('.');
            return dot > 0 && host.substring(dot).equals(pattern.substring(1));
        }
        return !pattern.contains("*") && host.equals(pattern);
    }

    private static boolean isAddress(String text) {
        return text.contains(":") || IPV4.matcher(text).matches();
    }

    /// Both are literals, so nothing is looked up.
    private static boolean sameAddress(String one, String other) {
        try {
            return java.net.InetAddress.ofLiteral(one).equals(java.net.InetAddress.ofLiteral(other));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static String normal(String name) {
        String dotless = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        try {
            return IDN.toASCII(dotless).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            return dotless.toLowerCase(Locale.ROOT);
        }
    }
}
