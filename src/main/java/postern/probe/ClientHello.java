package postern.probe;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.tls.CipherSuite;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;
import postern.tls.SignatureScheme;

/// What a hello offers (RFC 8446 section 4.1.2; RFC 6101 for SSL 3.0), and its bytes for handshakes that are
/// not meant to be completed: the answer names version and suite, and that is all that is asked.
///
/// @param versions   the versions offered, newest first, SSL 3.0 or later
/// @param suites     the suites offered, in order
/// @param groups     the groups offered, in order
/// @param schemes    the signatures offered, in order; sent from TLS 1.2 on
/// @param serverName the host name to ask for (RFC 6066 section 3), if any
/// @param extras     what else it carries
record ClientHello(
        List<ProtocolVersion> versions,
        List<CipherSuite> suites,
        List<NamedGroup> groups,
        List<SignatureScheme> schemes,
        Optional<String> serverName,
        List<HelloExtra> extras) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int HANDSHAKE_RECORD = 22;

    /// Lengths in bytes.
    static final int RECORD_HEADER = 5;

    static final int EXTENSION_HEADER = 4;

    private static final int CLIENT_HELLO = 1;

    /// TLS_EMPTY_RENEGOTIATION_INFO_SCSV (RFC 5746 section 3.3).
    private static final int RENEGOTIATION_INFO = 0x00FF;

    /// TLS_FALLBACK_SCSV (RFC 7507).
    private static final int FALLBACK = 0x5600;

    /// One of the reserved values each (RFC 8701 section 2).
    static final int RESERVED_SUITE = 0x0A0A;

    static final int RESERVED_EXTENSION = 0x1A1A;

    static final int PADDING = 21;
    static final int SESSION_TICKET = 35;

    static final List<NamedGroup> GROUPS = List.of(
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

    ClientHello {
        versions = List.copyOf(versions);
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        schemes = List.copyOf(schemes);
        extras = List.copyOf(extras);
    }

    /// A hello with one version, all usual groups and all signatures.
    ClientHello(ProtocolVersion version, List<CipherSuite> suites, Optional<String> serverName) {
        this(List.of(version), suites, GROUPS, List.of(SignatureScheme.values()), serverName, List.of());
    }

    /// The newest version offered.
    ProtocolVersion version() {
        return versions.getFirst();
    }

    ClientHello withGroups(List<NamedGroup> others) {
        return new ClientHello(versions, suites, others, schemes, serverName, extras);
    }

    ClientHello withSchemes(List<SignatureScheme> others) {
        return new ClientHello(versions, suites, groups, others, serverName, extras);
    }

    ClientHello withServerName(Optional<String> name) {
        return new ClientHello(versions, suites, groups, schemes, name, extras);
    }

    ClientHello with(HelloExtra extra) {
        List<HelloExtra> more = new ArrayList<>(extras);
        more.add(extra);
        return new ClientHello(versions, suites, groups, schemes, serverName, more);
    }

    ClientHello withoutPadding() {
        List<HelloExtra> rest = extras.stream()
                .filter(extra -> !(extra instanceof HelloExtra.PaddedTo))
                .toList();
        return new ClientHello(versions, suites, groups, schemes, serverName, rest);
    }

    /// Length of the handshake message with its header, in bytes.
    int length() {
        return bytes().length - RECORD_HEADER;
    }

    boolean has(Class<? extends HelloExtra> extra) {
        return extras.stream().anyMatch(extra::isInstance);
    }

    /// How long the message is to be; 0 if that does not matter.
    int paddedTo() {
        return extras.stream()
                .mapToInt(extra -> extra instanceof HelloExtra.PaddedTo(int bytes) ? bytes : 0)
                .max()
                .orElse(0);
    }

    /// The whole record as it goes over the wire.
    byte[] bytes() {
        byte[] message = message(0);
        int lacking = paddedTo() - message.length;
        byte[] padded = lacking >= EXTENSION_HEADER ? message(lacking) : message;
        return new WireBytes()
                .number(1, HANDSHAKE_RECORD)
                .number(2, version() == ProtocolVersion.SSLV3 ? version().code() : ProtocolVersion.TLSV1.code())
                .vector(2, padded)
                .toByteArray();
    }

    /// @param padding length of the padding extension with its header; 0 for none
    private byte[] message(int padding) {
        WireBytes body = new WireBytes();
        body.number(2, legacyVersion()).raw(random(32));
        body.vector(1, version() == ProtocolVersion.TLSV1_3 ? random(32) : new byte[0]);
        body.vector(2, suiteCodes());
        body.vector(1, has(HelloExtra.Compression.class) ? new byte[] {1, 0} : new byte[] {0});
        if (version() != ProtocolVersion.SSLV3) {
            body.vector(2, extensions(padding));
        }
        return new WireBytes()
                .number(1, CLIENT_HELLO)
                .vector(3, body.toByteArray())
                .toByteArray();
    }

    private int legacyVersion() {
        return has(HelloExtra.LaterVersion.class)
                ? ProtocolVersion.TLSV1_3.code()
                : Math.min(version().code(), ProtocolVersion.TLSV1_2.code());
    }

    private byte[] suiteCodes() {
        WireBytes codes = new WireBytes();
        if (has(HelloExtra.ReservedValues.class)) {
            codes.number(2, RESERVED_SUITE);
        }
        suites.forEach(suite -> codes.number(2, suite.code()));
        if (versions.getLast() != ProtocolVersion.TLSV1_3) {
            codes.number(2, RENEGOTIATION_INFO);
        }
        if (has(HelloExtra.Fallback.class)) {
            codes.number(2, FALLBACK);
        }
        return codes.toByteArray();
    }

    private byte[] extensions(int padding) {
        WireBytes all = new WireBytes();
        if (has(HelloExtra.ReservedValues.class)) {
            all.extension(RESERVED_EXTENSION, new byte[0]);
        }
        serverName.ifPresent(name -> all.extension(0, list(2, serverNameEntry(name))));
        if (!groups.isEmpty()) {
            all.extension(10, list(2, groupCodes()));
            all.extension(11, list(1, new byte[] {0}));
        }
        if (version().compareTo(ProtocolVersion.TLSV1_2) >= 0 && !schemes.isEmpty()) {
            all.extension(13, list(2, schemeCodes()));
        }
        if (version() == ProtocolVersion.TLSV1_3) {
            WireBytes offered = new WireBytes();
            versions.forEach(version -> offered.number(2, version.code()));
            all.extension(43, list(1, offered.toByteArray()));
            all.extension(51, list(2, keyShare()));
        }
        if (versions.getLast() != ProtocolVersion.TLSV1_3) {
            all.extension(23, new byte[0]);
            all.extension(SESSION_TICKET, new byte[0]);
        }
        if (padding >= EXTENSION_HEADER) {
            all.extension(PADDING, new byte[padding - EXTENSION_HEADER]);
        }
        return all.toByteArray();
    }

    /// Any 32 bytes are a share of X25519. Without one the server names the group it would take.
    private byte[] keyShare() {
        WireBytes share = new WireBytes();
        if (groups.contains(NamedGroup.X25519)) {
            share.number(2, NamedGroup.X25519.code()).vector(2, random(32));
        }
        return share.toByteArray();
    }

    private static byte[] serverNameEntry(String name) {
        return new WireBytes()
                .number(1, 0)
                .vector(2, name.getBytes(StandardCharsets.US_ASCII))
                .toByteArray();
    }

    private byte[] groupCodes() {
        WireBytes bytes = new WireBytes();
        groups.forEach(group -> bytes.number(2, group.code()));
        return bytes.toByteArray();
    }

    private byte[] schemeCodes() {
        WireBytes bytes = new WireBytes();
        schemes.forEach(scheme -> bytes.number(2, scheme.code()));
        return bytes.toByteArray();
    }

    private static byte[] list(int lengthBytes, byte[] content) {
        return new WireBytes().vector(lengthBytes, content).toByteArray();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
