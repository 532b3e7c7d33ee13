package postern.postfix;

import java.time.YearMonth;
import java.util.Optional;
import postern.openssl.OpenSslBuild;
import postern.tls.ProtocolVersion;

/// A release of an operating system and the mail software it ships.
///
/// @param name          for example `Debian`
/// @param version       for example `12`
/// @param codeName      for example `bookworm`; empty if it has none
/// @param since         the month it came out
/// @param first         the Postfix it came with
/// @param latest        the latest Postfix in its updates
/// @param openssl       the build that stands for its library
/// @param systemMinimum the lowest protocol version its `openssl.cnf` or crypto policy allows
public record Distribution(
        String name,
        String version,
        String codeName,
        YearMonth since,
        PostfixRelease first,
        PostfixRelease latest,
        OpenSslBuild openssl,
        Optional<ProtocolVersion> systemMinimum) {

    /// The software with the latest updates.
    public Platform platform() {
        return platform(latest);
    }

    /// The software with a given Postfix.
    public Platform platform(PostfixRelease postfix) {
        return new Platform(postfix, openssl, systemMinimum);
    }

    /// Whether the distribution shipped this Postfix at some time.
    public boolean shipped(PostfixRelease postfix) {
        return first.compareTo(postfix) <= 0 && postfix.compareTo(latest) <= 0;
    }

    /// For example `Debian 12 (bookworm)`.
    @Override
    public String toString() {
        return name + " " + version + (codeName.isEmpty() ? "" : " (" + codeName + ")");
    }
}
