package postern.probe;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import postern.tls.CipherSuite;
import postern.tls.KeyExchange;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;
import postern.tls.SignatureScheme;

/// One handshake carried through to its end, as a sender would, so that EHLO can be said once more inside
/// TLS and the certificates of a server that speaks only TLS 1.3 can be read.
final class FullHandshake {
    private static final Set<KeyExchange> SENDERS_USE =
            EnumSet.of(KeyExchange.ANY, KeyExchange.ECDHE, KeyExchange.DHE, KeyExchange.RSA);

    private static final List<ProtocolVersion> VERSIONS =
            List.of(ProtocolVersion.TLSV1_3, ProtocolVersion.TLSV1_2, ProtocolVersion.TLSV1_1, ProtocolVersion.TLSV1);

    private static final List<NamedGroup> GROUPS = List.of(
            NamedGroup.X25519,
            NamedGroup.P_256,
            NamedGroup.P_384,
            NamedGroup.X448,
            NamedGroup.P_521,
            NamedGroup.FFDHE2048,
            NamedGroup.FFDHE3072,
            NamedGroup.FFDHE4096);

    private static final List<SignatureScheme> SCHEMES = List.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256,
            SignatureScheme.ECDSA_SECP384R1_SHA384,
            SignatureScheme.ECDSA_SECP521R1_SHA512,
            SignatureScheme.ED25519,
            SignatureScheme.ED448,
            SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.RSA_PSS_RSAE_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA512,
            SignatureScheme.RSA_PSS_PSS_SHA256,
            SignatureScheme.RSA_PSS_PSS_SHA384,
            SignatureScheme.RSA_PSS_PSS_SHA512,
            SignatureScheme.RSA_PKCS1_SHA256,
            SignatureScheme.RSA_PKCS1_SHA384,
            SignatureScheme.RSA_PKCS1_SHA512,
            SignatureScheme.ECDSA_SHA224,
            SignatureScheme.RSA_PKCS1_SHA224,
            SignatureScheme.ECDSA_SHA1,
            SignatureScheme.RSA_PKCS1_SHA1);

    /// What senders offer, the suites with forward secrecy first. All that Bouncy Castle can do, for servers
    /// that are choosy.
    private static final List<CipherSuite> SUITES = wanted();

    private FullHandshake() {}

    /// The suites of [#hello], those with forward secrecy first.
    static List<CipherSuite> suites() {
        return SUITES;
    }

    /// A hello of what senders offer in all versions they speak.
    static ClientHello hello(Optional<String> serverName) {
        return new ClientHello(VERSIONS, SUITES, GROUPS, SCHEMES, serverName, List.of());
    }

    /// Shakes hands and talks on inside.
    static ServerFlight over(Conversation conversation, Optional<String> serverName) throws TroubleException {
        CarriedHandshake[] handshake = new CarriedHandshake[1];
        conversation.step(
                Step.HANDSHAKE, () -> handshake[0] = CarriedHandshake.through(conversation, hello(serverName)));
        ServerFlight flight = handshake[0].flight();
        conversation.step(Step.CERTIFICATE, () -> {});
        conversation.insideTls(
                handshake[0].protocol().getInputStream(),
                handshake[0].protocol().getOutputStream());
        return flight;
    }

    private static List<CipherSuite> wanted() {
        List<CipherSuite> wanted = Stream.of(ProtocolVersion.TLSV1_3, ProtocolVersion.TLSV1_2)
                .flatMap(version -> VersionScan.candidates(version).stream())
                .filter(suite -> SENDERS_USE.contains(suite.keyExchange()))
                .filter(suite -> !suite.isAnonymous() && suite.bits() >= 128)
                .sorted(Comparator.comparing(suite -> !suite.keyExchange().isForwardSecret()))
                .toList();
        int[] codes = wanted.stream().mapToInt(CipherSuite::code).toArray();
        Set<Integer> supported = new HashSet<>();
        for (int code : TlsUtils.getSupportedCipherSuites(new BcTlsCrypto(), codes)) {
            supported.add(code);
        }
        return wanted.stream().filter(suite -> supported.contains(suite.code())).toList();
    }
}
