package postern.probe;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import postern.tls.CipherSuite;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;
import postern.tls.SignatureScheme;

/// A hello that asks for one version and some suites (RFC 8446 section 4.1.2; RFC 6101 for SSL 3.0). The
/// handshake is not meant to be completed: the answer names version and suite, and that is all that is asked.
///
/// @param version    the only version offered, SSL 3.0 or later
/// @param suites     the suites offered, in order
/// @param serverName the host name to ask for (RFC 6066 section 3), if any
record ClientHello(ProtocolVersion version, List<CipherSuite> suites, Optional<String> serverName) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int HANDSHAKE_RECORD = 22;
    private static final int CLIENT_HELLO = 1;

    /// TLS_EMPTY_RENEGOTIATION_INFO_SCSV (RFC 5746 section 3.3).
    private static final int RENEGOTIATION_INFO = 0x00FF;

    private static final List<NamedGroup> GROUPS = List.of(
            NamedGroup.X25519,
            NamedGroup.P_256,
            NamedGroup.P_384,
            NamedGroup.P_521,
            NamedGroup.X448,
            NamedGroup.BRAINPOOL_P256,
            NamedGroup.BRAINPOOL_P384,
            NamedGroup.BRAINPOOL_P512,
            NamedGroup.SECP256K1,
            NamedGroup.SECT571R1,
            NamedGroup.SECT409R1,
            NamedGroup.SECT283R1,
            NamedGroup.FFDHE2048,
            NamedGroup.FFDHE3072,
            NamedGroup.FFDHE4096);

    /// The whole record as it goes over the wire.
    byte[] bytes() {
        Bytes body = new Bytes();
        body.number(2, Math.min(version.code(), ProtocolVersion.TLSV1_2.code()));
        body.raw(random(32));
        body.vector(1, version == ProtocolVersion.TLSV1_3 ? random(32) : new byte[0]);
        Bytes offered = new Bytes();
        suites.forEach(suite -> offered.number(2, suite.code()));
        if (version != ProtocolVersion.TLSV1_3) {
            offered.number(2, RENEGOTIATION_INFO);
        }
        body.vector(2, offered.toByteArray());
        body.vector(1, new byte[] {0});
        if (version != ProtocolVersion.SSLV3) {
            body.vector(2, extensions());
        }
        Bytes message = new Bytes();
        message.number(1, CLIENT_HELLO);
        message.vector(3, body.toByteArray());
        Bytes record = new Bytes();
        record.number(1, HANDSHAKE_RECORD);
        record.number(2, version == ProtocolVersion.SSLV3 ? version.code() : ProtocolVersion.TLSV1.code());
        record.vector(2, message.toByteArray());
        return record.toByteArray();
    }

    private byte[] extensions() {
        Bytes all = new Bytes();
        serverName.ifPresent(name -> all.extension(0, list(2, serverNameEntry(name))));
        all.extension(10, list(2, groups()));
        all.extension(11, list(1, new byte[] {0}));
        if (version.compareTo(ProtocolVersion.TLSV1_2) >= 0) {
            all.extension(13, list(2, schemes()));
        }
        if (version == ProtocolVersion.TLSV1_3) {
            Bytes versions = new Bytes();
            versions.number(2, version.code());
            all.extension(43, list(1, versions.toByteArray()));
            Bytes share = new Bytes();
            share.number(2, NamedGroup.X25519.code());
            share.vector(2, random(32));
            all.extension(51, list(2, share.toByteArray()));
        } else {
            all.extension(23, new byte[0]);
            all.extension(35, new byte[0]);
        }
        return all.toByteArray();
    }

    private static byte[] serverNameEntry(String name) {
        Bytes entry = new Bytes();
        entry.number(1, 0);
        entry.vector(2, name.getBytes(StandardCharsets.US_ASCII));
        return entry.toByteArray();
    }

    private static byte[] groups() {
        Bytes bytes = new Bytes();
        GROUPS.forEach(group -> bytes.number(2, group.code()));
        return bytes.toByteArray();
    }

    private static byte[] schemes() {
        Bytes bytes = new Bytes();
        for (SignatureScheme scheme : SignatureScheme.values()) {
            bytes.number(2, scheme.code());
        }
        return bytes.toByteArray();
    }

    private static byte[] list(int lengthBytes, byte[] content) {
        Bytes bytes = new Bytes();
        bytes.vector(lengthBytes, content);
        return bytes.toByteArray();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /// Numbers and vectors in network order.
    private static final class Bytes extends ByteArrayOutputStream {
        void number(int size, int value) {
            for (int shift = (size - 1) * 8; shift >= 0; shift -= 8) {
                write(value >>> shift);
            }
        }

        void raw(byte[] bytes) {
            writeBytes(bytes);
        }

        void vector(int lengthBytes, byte[] content) {
            number(lengthBytes, content.length);
            writeBytes(content);
        }

        void extension(int type, byte[] content) {
            number(2, type);
            vector(2, content);
        }
    }
}
