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
    record Refused(String why) implements VersionSupport {}

    /// It could not be found out.
    ///
    /// @param why what stood in the way
    record Unknown(String why) implements VersionSupport {}
}
