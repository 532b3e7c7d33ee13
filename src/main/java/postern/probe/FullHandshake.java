package postern.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Vector;
import java.util.stream.Stream;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.ServerOnlyTlsAuthentication;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;
import postern.tls.CipherSuite;
import postern.tls.KeyExchange;
import postern.tls.ProtocolVersion;

/// One handshake carried through to its end, as a sender would, so that EHLO can be said once more inside
/// TLS and the certificates of a server that speaks only TLS 1.3 can be read. Any certificate is accepted: this
/// is for looking, and judging is a step of its own.
final class FullHandshake {
    private static final Set<KeyExchange> SENDERS_USE =
            EnumSet.of(KeyExchange.ANY, KeyExchange.ECDHE, KeyExchange.DHE, KeyExchange.RSA);

    /// Enough for a whole handshake with the longest honest chains.
    private static final int MOST_BYTES = 256 << 10;

    /// What senders offer, the suites with forward secrecy first.
    private static final int[] SUITES = Stream.of(ProtocolVersion.TLSV1_3, ProtocolVersion.TLSV1_2)
            .flatMap(version -> VersionScan.candidates(version).stream())
            .filter(suite -> SENDERS_USE.contains(suite.keyExchange()))
            .filter(suite -> !suite.isAnonymous() && suite.bits() >= 128)
            .sorted(Comparator.comparing(suite -> !suite.keyExchange().isForwardSecret()))
            .mapToInt(CipherSuite::code)
            .toArray();

    private FullHandshake() {}

    /// What was agreed.
    record Agreed(ProtocolVersion version, CipherSuite suite, List<byte[]> certificates) {
        Agreed {
            certificates = List.copyOf(certificates);
        }
    }

    /// Shakes hands and talks on inside.
    static Agreed over(Conversation conversation, Optional<String> serverName) throws TroubleException {
        Client client = new Client(serverName);
        TlsClientProtocol[] protocol = new TlsClientProtocol[1];
        conversation.step(Step.HANDSHAKE, () -> {
            conversation.allow(MOST_BYTES);
            protocol[0] = new TlsClientProtocol(conversation.input(), conversation.output());
            connect(protocol[0], client, conversation.input());
        });
        Agreed agreed = client.agreed();
        conversation.step(Step.CERTIFICATE, () -> {});
        conversation.insideTls(protocol[0].getInputStream(), protocol[0].getOutputStream());
        return agreed;
    }

    private static void connect(TlsClientProtocol protocol, Client client, GuardedInput input) throws IOException {
        try {
            protocol.connect(client);
        } catch (TlsFatalAlertReceived e) {
            throw new TroubleException(new Trouble.Alert(e.getAlertDescription() & 0xff));
        } catch (TlsFatalAlert e) {
            throw e.getCause() instanceof TroubleException trouble
                    ? trouble
                    : new TroubleException(input.hasEnded() ? new Trouble.Closed() : new Trouble.NotTls());
        } catch (RuntimeException _) {
            // Bouncy Castle's decoders may meet malformed data in unexpected ways.
            throw new TroubleException(new Trouble.NotTls());
        }
    }

    private static final class Client extends DefaultTlsClient {
        private final Optional<String> serverName;
        private final List<byte[]> certificates = new ArrayList<>();

        Client(Optional<String> serverName) {
            super(new BcTlsCrypto(new SecureRandom()));
            this.serverName = serverName;
        }

        Agreed agreed() throws TroubleException {
            var parameters = context.getSecurityParametersConnection();
            return new Agreed(
                    ProtocolVersion.coded(parameters.getNegotiatedVersion().getFullVersion())
                            .orElseThrow(() -> new TroubleException(new Trouble.NotTls())),
                    CipherSuite.coded(parameters.getCipherSuite())
                            .orElseThrow(() -> new TroubleException(new Trouble.NotTls())),
                    certificates);
        }

        @Override
        protected org.bouncycastle.tls.ProtocolVersion[] getSupportedVersions() {
            return org.bouncycastle.tls.ProtocolVersion.TLSv13.downTo(org.bouncycastle.tls.ProtocolVersion.TLSv10);
        }

        /// All that Bouncy Castle can do, for servers that are choosy: by default it leaves out AES with 256 bits.
        @Override
        protected int[] getSupportedCipherSuites() {
            return TlsUtils.getSupportedCipherSuites(getCrypto(), SUITES);
        }

        /// Bouncy Castle's own and P-521, which it leaves out.
        @Override
        @SuppressWarnings({"JdkObsolete", "rawtypes", "unchecked"})
        protected Vector getSupportedGroups(Vector roles) {
            Vector groups = super.getSupportedGroups(roles);
            groups.add(NamedGroup.secp521r1);
            return groups;
        }

        /// None at all where there is no name: an empty list is malformed (RFC 6066 section 3).
        @Override
        @SuppressWarnings("JdkObsolete")
        protected @Nullable Vector<ServerName> getSNIServerNames() {
            return serverName
                    .map(name -> new ServerName(NameType.host_name, name.getBytes(StandardCharsets.US_ASCII)))
                    .map(name -> new Vector<>(List.of(name)))
                    .orElse(null);
        }

        @Override
        public TlsDHGroupVerifier getDHGroupVerifier() {
            return _ -> true;
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new ServerOnlyTlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate sent) throws IOException {
                    for (TlsCertificate certificate :
                            Arrays.asList(sent.getCertificate().getCertificateList())) {
                        certificates.add(certificate.getEncoded());
                    }
                }
            };
        }
    }
}
