package postern.tls;

import java.util.Optional;

/// What comes of a handshake.
public sealed interface Outcome {

    /// The two agree.
    ///
    /// @param version the version; the highest that both surely speak
    /// @param suite   the suite; empty where the order of preference or the certificate's key is not known
    record Agreed(ProtocolVersion version, Optional<CipherSuite> suite) implements Outcome {}

    /// They cannot agree.
    record Refused(RefusalReason reason) implements Outcome {}

    /// What is known does not decide.
    ///
    /// @param missing what would have to be known
    record Undecided(Missing missing) implements Outcome {}

    /// The knowledge that is lacking.
    enum Missing {
        CLIENT_VERSIONS,
        SERVER_VERSIONS,
        CLIENT_SUITES,
        SERVER_SUITES,
        CERTIFICATE_KEY
    }
}
