package postern.probe;

import java.util.Locale;
import java.util.Optional;
import postern.sender.SenderProfile;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;

/// What comes of a sender that meets the server.
///
/// @param sender who
/// @param basis  how it is known
/// @param result what came of the handshake
/// @param then   what the sender does next
public record SenderTrial(SenderProfile sender, Basis basis, Result result, Next then) {

    /// How a result is known.
    public enum Basis {
        /// The server was asked with the sender's own offer.
        SIMULATED,
        /// It follows from what the server was seen to accept.
        EVALUATED;

        /// The stable word used in JSON and as message key.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What came of the handshake.
    public sealed interface Result {}

    /// The two agree.
    ///
    /// @param suite empty where what is known does not decide it
    public record Agreed(ProtocolVersion version, Optional<CipherSuite> suite) implements Result {}

    /// They do not.
    ///
    /// @param reason the id of a [postern.tls.RefusalReason] where it is known, else what the server did, such as
    ///               `alert 40`
    public record Refused(String reason) implements Result {}

    /// It could not be found out.
    ///
    /// @param why what is not known, or what stood in the way
    public record Undecided(String why) implements Result {}

    /// What becomes of the mail.
    public enum Next {
        /// It arrives over TLS.
        ENCRYPTED,
        /// It arrives without TLS.
        PLAINTEXT,
        /// It does not arrive: the sender waits and in the end gives up.
        FAILS,
        UNKNOWN;

        /// The stable word used in JSON and as message key.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
