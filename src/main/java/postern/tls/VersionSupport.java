package postern.tls;

/// How a server treats one protocol version.
public sealed interface VersionSupport {

    /// The server speaks this version.
    ///
    /// @param suites the suites it accepts in this version, in its own order where that is known
    /// @param order  whose preference decides
    record Accepted(Known<CipherSuite> suites, SuiteOrder order) implements VersionSupport {}

    /// The server does not speak this version.
    ///
    /// @param why what shows it: the alert received, or the setting that excludes it
    record Refused(String why) implements VersionSupport {
        /// Whether the server said that it shares no suite or other parameter with the client, of a version that it
        /// may speak: handshake_failure, insufficient_security (RFC 5246 section 7.2.2).
        boolean blamesSuites() {
            return why.equals("alert 40") || why.equals("alert 71");
        }

        /// Whether the server said that it does not speak the version: protocol_version.
        boolean blamesVersion() {
            return why.equals("alert 70");
        }
    }

    /// It could not be found out.
    ///
    /// @param why what stood in the way
    record Unknown(String why) implements VersionSupport {}
}
