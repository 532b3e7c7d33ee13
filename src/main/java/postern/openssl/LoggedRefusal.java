package postern.openssl;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import postern.tls.ProtocolVersion;
import postern.tls.RefusalReason;

/// The words a server's OpenSSL puts in the log when a handshake fails; the same refusal reads differently
/// from release to release.
///
/// @param build   the server's library
/// @param level   the security level in force, 0 to 5
/// @param enabled the versions the server's settings allow, whatever the level forbids
public record LoggedRefusal(OpenSslBuild build, int level, Set<ProtocolVersion> enabled) {
    private static final String UNKNOWN_PROTOCOL = "unknown protocol";
    private static final String UNSUPPORTED_PROTOCOL = "unsupported protocol";
    private static final String WRONG_VERSION_NUMBER = "wrong version number";
    private static final String NO_SHARED_CIPHER = "no shared cipher";
    private static final int HANDSHAKE_FAILURE = 40;

    public LoggedRefusal {
        enabled = Set.copyOf(enabled);
    }

    /// The text of the error; empty where the library logs none, as no handshake begins.
    ///
    /// @param reason  why the handshake fails
    /// @param offered the versions the client offers; empty if it leaves without a hello
    public Optional<String> text(RefusalReason reason, Set<ProtocolVersion> offered) {
        return switch (reason) {
            case PROTOCOL_VERSION -> offered.isEmpty() ? noHello() : Optional.of(protocolVersion(offered));
            case NO_SHARED_CIPHER -> Optional.of(NO_SHARED_CIPHER);
            case NO_SHARED_GROUP -> Optional.of("no suitable key share");
            case NO_SHARED_SIGNATURE -> Optional.of("no shared signature algorithms");
            // The client breaks off.
            case DH_TOO_SMALL -> Optional.of(received(HANDSHAKE_FAILURE));
            case NOT_OFFERED, NOT_AVAILABLE -> Optional.empty();
        };
    }

    /// The text where the client breaks off with an alert. Those that SSL 3.0 had lost its name in 3.2.
    ///
    /// @param alert its number; a release without words for it shows `reason(1000 + number)`
    public String received(int alert) {
        return ErrorReason.all().stream()
                .filter(reason -> reason.receivedAlert().stream().anyMatch(number -> number == alert))
                .map(ErrorReason::texts)
                .map(texts -> build.release().isFrom("3.2.0") ? texts.getLast() : texts.getFirst())
                .findFirst()
                .orElse("reason(" + (1000 + alert) + ")");
    }

    /// The text where a client comes back with fewer versions than it speaks, says so (RFC 7507), and this
    /// server speaks a newer one; empty if it may. Releases before the mark was made known overlook it.
    ///
    /// @param offered the versions the client offers this time, at least one
    public Optional<String> fallback(Set<ProtocolVersion> offered) {
        SecurityLevel rules = SecurityLevel.of(level, build.release());
        boolean couldDoBetter = spoken().stream()
                .filter(rules::allows)
                .anyMatch(version -> version.compareTo(Collections.max(offered)) > 0);
        return couldDoBetter && knowsFallbackMark() ? Optional.of("inappropriate fallback") : Optional.empty();
    }

    /// OpenSSL's advisory of 15 October 2014 names the first releases of each line.
    private boolean knowsFallbackMark() {
        OpenSslRelease release = build.release();
        String first = release.isFrom("1.0.1") ? "1.0.1j" : release.isFrom("1.0.0") ? "1.0.0o" : "0.9.8zc";
        return release.isFrom(first);
    }

    /// The text where the server insists on a certificate and the client has none.
    public String noClientCertificate() {
        return "peer did not return a certificate";
    }

    /// The text where the server insists on a trusted certificate and the client's is not.
    public String untrustedClientCertificate() {
        return build.release().isFrom("1.0.2") ? "certificate verify failed" : "no certificate returned";
    }

    private Optional<String> noHello() {
        return build.release().isFrom("3.0.0") ? Optional.of("unexpected eof while reading") : Optional.empty();
    }

    private Set<ProtocolVersion> spoken() {
        Set<ProtocolVersion> spoken = EnumSet.copyOf(build.versions());
        spoken.retainAll(enabled);
        return spoken;
    }

    private String protocolVersion(Set<ProtocolVersion> offered) {
        SecurityLevel rules = SecurityLevel.of(level, build.release());
        Set<ProtocolVersion> spoken = spoken();
        if (spoken.isEmpty() && build.release().isFrom("1.1.0")) {
            return "no protocols available";
        }
        ProtocolVersion newest = Collections.max(offered);
        if (spoken.contains(newest) && !rules.allows(newest)) {
            return rules.refusal(newest).orElse(UNSUPPORTED_PROTOCOL);
        }
        boolean tooNew = !spoken.isEmpty() && Collections.min(offered).compareTo(Collections.max(spoken)) > 0;
        return tooNew ? tooNew(offered) : tooOld(newest);
    }

    /// A client that speaks only newer versions. TLS 1.3 calls itself 1.2 in the field that libraries
    /// before 1.1.1 read (RFC 8446 section 4.1.2), so these find no suite; later ones read the list it
    /// sends. A client that sends none and does not get TLS 1.2 gives up itself, with an alert in a record
    /// of a version the server does not expect.
    private String tooNew(Set<ProtocolVersion> offered) {
        boolean sendsList = offered.contains(ProtocolVersion.TLSV1_3);
        if (sendsList && build.release().isFrom("1.1.1")) {
            return UNSUPPORTED_PROTOCOL;
        }
        return Collections.min(offered) == ProtocolVersion.TLSV1_3 ? NO_SHARED_CIPHER : WRONG_VERSION_NUMBER;
    }

    private String tooOld(ProtocolVersion newest) {
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
