package postern.openssl;

import java.util.Arrays;
import java.util.Locale;

/// What an error is about.
public enum ErrorCategory {
    /// The two sides allow no protocol version in common.
    NO_COMMON_PROTOCOL,
    /// No cipher suite in common that the server's certificate can serve.
    NO_COMMON_CIPHER,
    /// No group for the key exchange in common.
    NO_COMMON_GROUP,
    /// No signature algorithm in common.
    NO_COMMON_SIGALG,
    /// The peer came back with an older version than both speak (RFC 7507).
    FALLBACK_SCSV,
    /// The peer refuses the certificate it was sent.
    PEER_REJECTS_CERT,
    /// The peer refuses the version, suite or parameters.
    PEER_REJECTS_PARAMS,
    /// The peer refuses for a reason of its own.
    PEER_POLICY,
    /// The peer found a fault in the messages it was sent, or the other way round.
    PEER_PROTOCOL,
    /// What came was no TLS at all.
    PEER_NOT_TLS,
    /// A message broke the rules of the protocol.
    PROTOCOL_VIOLATION,
    /// Data arrived damaged, or keys differ.
    INTEGRITY,
    /// A session could not be resumed.
    SESSION,
    /// About renegotiation.
    RENEGOTIATION,
    /// About the server name the client asked for.
    SNI,
    /// About the certificate of a client.
    CLIENT_CERT,
    /// The own certificate, key or their files.
    OUR_CERT_OR_KEY,
    /// The own settings.
    OUR_CONFIG,
    /// A key or parameter is too short or weak.
    WEAK_PARAMETERS,
    /// The connection broke.
    NETWORK,
    /// A failure inside the library, often following another error.
    INTERNAL,
    /// None of these, or not known.
    OTHER;

    /// The stable word for data files and JSON, for example `no-common-protocol`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ErrorCategory identified(String id) {
        return Arrays.stream(values())
                .filter(category -> category.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
