package postern.remedy;

import java.util.Optional;
import postern.openssl.ErrorCategory;
import postern.tls.RefusalReason;

/// What a logged error says about the handshake, in the words of a forecast.
final class Refusals {
    private Refusals() {}

    /// Empty where the error is not about what the two sides have in common.
    static Optional<RefusalReason> reason(ErrorCategory category) {
        return switch (category) {
            case NO_COMMON_PROTOCOL -> Optional.of(RefusalReason.PROTOCOL_VERSION);
            case NO_COMMON_CIPHER -> Optional.of(RefusalReason.NO_SHARED_CIPHER);
            case NO_COMMON_GROUP -> Optional.of(RefusalReason.NO_SHARED_GROUP);
            case NO_COMMON_SIGALG -> Optional.of(RefusalReason.NO_SHARED_SIGNATURE);
            case FALLBACK_SCSV,
                    PEER_REJECTS_CERT,
                    PEER_REJECTS_PARAMS,
                    PEER_POLICY,
                    PEER_PROTOCOL,
                    PEER_NOT_TLS,
                    PROTOCOL_VIOLATION,
                    INTEGRITY,
                    SESSION,
                    RENEGOTIATION,
                    SNI,
                    CLIENT_CERT,
                    OUR_CERT_OR_KEY,
                    OUR_CONFIG,
                    WEAK_PARAMETERS,
                    NETWORK,
                    INTERNAL,
                    OTHER -> Optional.empty();
        };
    }
}
