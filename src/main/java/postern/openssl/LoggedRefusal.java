package postern.openssl;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import postern.tls.ProtocolVersion;
import postern.tls.RefusalReason;

/// The words a server's OpenSSL puts in the log when a handshake fails; the same refusal reads differently
/// from release to release.
public final class LoggedRefusal {
    private static final String UNKNOWN_PROTOCOL = "unknown protocol";
    private static final String UNSUPPORTED_PROTOCOL = "unsupported protocol";
    private static final String WRONG_VERSION_NUMBER = "wrong version number";
    private static final String NO_SHARED_CIPHER = "no shared cipher";

    private LoggedRefusal() {}

    /// The text of the error; empty where no handshake begins.
    ///
    /// @param reason  why the handshake fails
    /// @param offered the versions the client offers, at least one
    /// @param enabled the versions the server's settings allow, whatever the level forbids
    /// @param build   the server's library
    /// @param level   the security level in force, 0 to 5
    public static String text(
            RefusalReason reason,
            Set<ProtocolVersion> offered,
            Set<ProtocolVersion> enabled,
            OpenSslBuild build,
            int level) {
        return switch (reason) {
            case PROTOCOL_VERSION -> protocolVersion(offered, enabled, build, level);
            case NO_SHARED_CIPHER -> NO_SHARED_CIPHER;
            case NO_SHARED_GROUP -> "no suitable key share";
            case NO_SHARED_SIGNATURE -> "no shared signature algorithms";
            // The client breaks off with alert 40.
            case DH_TOO_SMALL ->
                build.release().isFrom("3.2.0") ? "ssl/tls alert handshake failure" : "sslv3 alert handshake failure";
            case NOT_OFFERED, NOT_AVAILABLE -> "";
        };
    }

    private static String protocolVersion(
            Set<ProtocolVersion> offered, Set<ProtocolVersion> enabled, OpenSslBuild build, int level) {
        SecurityLevel rules = SecurityLevel.of(level, build.release());
        Set<ProtocolVersion> spoken = EnumSet.copyOf(build.versions());
        spoken.retainAll(enabled);
        ProtocolVersion newest = Collections.max(offered);
        if (spoken.contains(newest) && !rules.allows(newest)) {
            return rules.refusal(newest).orElse(UNSUPPORTED_PROTOCOL);
        }
        boolean tooNew = !spoken.isEmpty() && Collections.min(offered).compareTo(Collections.max(spoken)) > 0;
        return tooNew ? tooNew(offered, build) : tooOld(newest, build);
    }

    /// A client that speaks only newer versions. TLS 1.3 calls itself 1.2 in the field that libraries before
    /// 1.1.1 read (RFC 8446 section 4.1.2), so these find no suite; a client that does not get TLS 1.2 gives
    /// up itself, with an alert in a record of a version the server does not expect.
    private static String tooNew(Set<ProtocolVersion> offered, OpenSslBuild build) {
        if (Collections.min(offered) != ProtocolVersion.TLSV1_3) {
            return WRONG_VERSION_NUMBER;
        }
        return build.release().isFrom("1.1.1") ? UNSUPPORTED_PROTOCOL : NO_SHARED_CIPHER;
    }

    private static String tooOld(ProtocolVersion newest, OpenSslBuild build) {
        if (newest == ProtocolVersion.SSLV2) {
            return UNKNOWN_PROTOCOL;
        }
        if (!build.release().isFrom("1.1.0")) {
            return newest == ProtocolVersion.SSLV3 ? WRONG_VERSION_NUMBER : UNKNOWN_PROTOCOL;
        }
        boolean notCompiledIn =
                build.release().isFrom("3.0.0") && !build.versions().contains(newest);
        return notCompiledIn ? "version too low" : UNSUPPORTED_PROTOCOL;
    }
}
