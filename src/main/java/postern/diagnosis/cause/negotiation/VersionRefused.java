package postern.diagnosis.cause.negotiation;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.clue.Logs;
import postern.openssl.ErrorCategory;
import postern.openssl.OpenSslError;

/// Lines in which somebody refuses the versions that we speak: alert 70 (RFC 8446 section 6.2) or a client's own words.
public final class VersionRefused {
    private static final Pattern SAID = Pattern.compile("alert protocol version|SSL alert number 70"
            + "|(?:SSL_connect|connect to)[^\\n]*unsupported protocol|ERR_SSL_VERSION_OR_CIPHER_MISMATCH");

    private VersionRefused() {}

    /// Whether a server's error says that a client's versions do not fit. Up to OpenSSL 1.0.2 a hello of the wrong
    /// version is a wrong version number too (`ssl/s3_srvr.c`); a record with one is no TLS at all. An alert
    /// that the server received is the client's word on the server's versions.
    public static boolean isSaidBy(OpenSslError error) {
        boolean ofRecord = error.reason().contains("wrong version number")
                && error.function()
                        .filter(function -> function.toUpperCase(Locale.ROOT).contains("CLIENT_HELLO"))
                        .isEmpty();
        boolean ofClient = error.known()
                .filter(reason -> reason.receivedAlert().isPresent())
                .isPresent();
        return error.category() == ErrorCategory.NO_COMMON_PROTOCOL && !ofRecord && !ofClient;
    }

    /// Lines in which a client refuses the versions of our server.
    public static List<Citation> ofServer(Facts facts) {
        return Stream.concat(
                        Logs.saying(SAID, facts).stream(),
                        Disagreement.lines(Disagreement.About.SERVER_TOO_OLD, facts).stream())
                .distinct()
                .toList();
    }
}
