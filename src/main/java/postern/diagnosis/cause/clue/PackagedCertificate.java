package postern.diagnosis.cause.clue;

import java.util.regex.Pattern;

/// The certificates and keys that packages make for a start, and nobody's program trusts: `ssl-cert` of
/// Debian and Ubuntu, `postfix` and `mod_ssl` of Fedora and Red Hat, `dovecot` of both.
public final class PackagedCertificate {
    private static final Pattern FILE = Pattern.compile(
            ".*(?:ssl-cert-snakeoil\\.(?:pem|key)|/pki/tls/(?:certs|private)/(?:postfix|localhost)\\.(?:pem|crt|key)"
                    + "|/dovecot\\.(?:pem|key))");

    private PackagedCertificate() {}

    /// Whether a path is that of such a file.
    public static boolean is(String path) {
        return FILE.matcher(path.strip()).matches();
    }
}
