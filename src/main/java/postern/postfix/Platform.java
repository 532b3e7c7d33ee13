package postern.postfix;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import postern.openssl.OpenSslBuild;
import postern.openssl.OpenSslRelease;
import postern.tls.ProtocolVersion;

/// The software that reads a configuration.
///
/// @param postfix       the release of Postfix
/// @param openssl       the library it was built with
/// @param systemMinimum the lowest version the system's `openssl.cnf` allows (`MinProtocol`), where known
public record Platform(PostfixRelease postfix, OpenSslBuild openssl, Optional<ProtocolVersion> systemMinimum) {
    private static final OpenSslRelease TLS12_SINCE = new OpenSslRelease(1, 0, 1, "");
    private static final OpenSslRelease TLS13_SINCE = new OpenSslRelease(1, 1, 1, "");

    /// A platform without a limit set by the system.
    public Platform(PostfixRelease postfix, OpenSslBuild openssl) {
        this(postfix, openssl, Optional.empty());
    }

    /// How this Postfix reads a list of protocols.
    public ProtocolList.Parser protocolParser() {
        return ProtocolList.Parser.of(postfix, has(TLS12_SINCE), has(TLS13_SINCE));
    }

    /// Whether the library is of the given release or later.
    boolean has(OpenSslRelease release) {
        return openssl.release().compareTo(release) >= 0;
    }

    /// Whether a server of this library wants a suite for the highest of its versions.
    boolean checksHighestVersion() {
        return has(TLS13_SINCE);
    }

    /// The security level of OpenSSL before a cipher string is read: from 3.0.14 and 3.1 on, Postfix
    /// sets it to 0, or to 1 where the peer's certificate must be verified.
    ///
    /// @param verifying whether this session fails without a trusted certificate of the peer
    int securityLevel(boolean verifying) {
        if (!postfix.in("3.0.14+,3.1+")) {
            return openssl.defaultSecurityLevel();
        }
        return verifying ? 1 : 0;
    }

    /// The versions the library speaks at a security level, within the system's limit where that binds
    /// Postfix: before 3.2.18, 3.3.13, 3.4.15 and 3.5.5 it does, later releases set the minimum themselves.
    Set<ProtocolVersion> versions(int securityLevel) {
        var versions = EnumSet.noneOf(ProtocolVersion.class);
        versions.addAll(openssl.versions());
        versions.removeIf(version -> !postern.openssl.SecurityLevel.of(securityLevel, openssl.release())
                .allows(version));
        if (!postfix.in("3.2.18+,3.3.13+,3.4.15+,3.5.5+,3.6+") && has(TLS13_SINCE)) {
            systemMinimum.ifPresent(minimum -> versions.removeIf(version -> version.compareTo(minimum) < 0));
        }
        return versions;
    }
}
