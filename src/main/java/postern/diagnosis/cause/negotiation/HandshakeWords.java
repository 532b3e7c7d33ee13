package postern.diagnosis.cause.negotiation;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// What mail programs and libraries other than OpenSSL say when a handshake finds no version, suite or prime in common.
///
/// The words are those of Java (JSSE), Go (`crypto/tls`), Python's and Node's names for OpenSSL's reasons, NSS
/// (Firefox and Thunderbird), GnuTLS, Windows (Schannel, also in its event log), Apple's Secure Transport and
/// Chromium.
public enum HandshakeWords {
    VERSION_OF_CLIENT(
            Disagreement.About.CLIENT_TOO_OLD,
            false,
            "Received fatal alert: protocol_version|TLSV1_ALERT_PROTOCOL_VERSION"
                    + "|remote error: tls: protocol version not supported"
                    + "|(?i:ssl_error_protocol_version_alert)|Peer reports incompatible or unsupported protocol version"
                    + "|alert[^\\n]{0,40}\\[?70\\]?: Protocol version|Error in protocol version"
                    + "|(?i:fatal alert)[^\\n]{0,80}\\b70\\b|errSSLPeerProtocolVersion|-9836\\b"),
    VERSION_OF_SERVER(
            Disagreement.About.SERVER_TOO_OLD,
            false,
            "server selected protocol version TLS1\\.?[01]? is not accepted by client"
                    + "|[Tt]he server selected protocol version TLS1[01]|tls: server selected unsupported protocol version"
                    + "|\\[SSL: UNSUPPORTED_PROTOCOL\\]|ERR_SSL_UNSUPPORTED_PROTOCOL"
                    + "|(?i:ssl_error_unsupported_version)|Peer using unsupported version of security protocol"
                    + "|A packet with illegal or unsupported version was received|GNUTLS_E_UNSUPPORTED_VERSION_PACKET"),
    SUITES(
            Disagreement.About.NO_SUITE,
            true,
            "Received fatal alert: (?:handshake_failure|insufficient_security)|SSLV3_ALERT_HANDSHAKE_FAILURE"
                    + "|remote error: tls: handshake failure|(?i:ssl_error_no_cypher_overlap)"
                    + "|(?i:ssl_error_handshake_failure_alert)|no common encryption algorithm"
                    + "|do not possess a common algorithm|(?i:0x80090331)|SEC_E_ALGORITHM_MISMATCH"
                    + "|alert[^\\n]{0,40}\\[?40\\]?: Handshake failed|(?i:fatal alert)[^\\n]{0,80}\\b40\\b"
                    + "|errSSLPeerHandshakeFail|-9824\\b"),
    PRIME(
            Disagreement.About.SHORT_PRIME,
            false,
            "DH_KEY_TOO_SMALL|(?i:(?:err_)?ssl(?:_error)?_weak_(?:server_)?ephemeral_dh_key)"
                    + "|weak ephemeral Diffie-Hellman key|Diffie-Hellman prime sent by the server is not acceptable"
                    + "|DH ServerKeyExchange does not comply to algorithm constraints"
                    + "|Diffie-Hellman public key does not comply to algorithm constraints");

    private final Disagreement.About about;
    private final boolean alone;
    private final Pattern words;

    HandshakeWords(Disagreement.About about, boolean alone, String words) {
        this.about = about;
        this.alone = alone;
        this.words = Pattern.compile(words);
    }

    /// What a line says; empty if it says nothing of the kind.
    public static Optional<HandshakeWords> of(String line) {
        return Arrays.stream(values())
                .filter(each -> each.words.matcher(line).find())
                .findFirst();
    }

    /// What was not found in common.
    public Disagreement.About about() {
        return about;
    }

    boolean alone() {
        return alone;
    }
}
