package postern.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;

/// Bouncy Castle's client, offering what a [ClientHello] says. Any certificate is accepted: this is for looking,
/// and judging is a step of its own.
final class HelloClient extends AbstractTlsClient {
    private final ClientHello hello;
    private final List<byte[]> certificates = new ArrayList<>();
    private Optional<List<String>> requested = Optional.empty();
    private Optional<Trouble> goodbye = Optional.empty();
    private boolean stapled;

    HelloClient(ClientHello hello) {
        super(new BcTlsCrypto(new SecureRandom()));
        this.hello = hello;
    }

    /// How long Bouncy Castle makes a hello.
    ///
    /// @return length of the handshake message with its header, in bytes
    static int length(ClientHello hello) throws IOException {
        var protocol = new TlsClientProtocol();
        protocol.connect(new HelloClient(hello));
        return protocol.getAvailableOutputBytes() - ClientHello.RECORD_HEADER;
    }

    /// The certificates the server sent, DER.
    List<byte[]> certificates() {
        return List.copyOf(certificates);
    }

    /// The authorities the server wants a client certificate from; empty if it asked for none.
    Optional<List<String>> requested() {
        return requested;
    }

    /// That the server ended the handshake in good order, which Bouncy Castle does not tell apart from other ends.
    Optional<Trouble> goodbye() {
        return goodbye;
    }

    boolean isStapled() {
        return stapled;
    }

    @Override
    protected org.bouncycastle.tls.ProtocolVersion[] getSupportedVersions() {
        return hello.versions().stream()
                .map(version -> org.bouncycastle.tls.ProtocolVersion.get(version.code() >> 8, version.code() & 0xff))
                .toArray(org.bouncycastle.tls.ProtocolVersion[]::new);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        IntStream codes = hello.suites().stream().mapToInt(suite -> suite.code());
        IntStream reserved =
                hello.has(HelloExtra.ReservedValues.class) ? IntStream.of(ClientHello.RESERVED_SUITE) : IntStream.of();
        return IntStream.concat(reserved, codes).toArray();
    }

    @Override
    public boolean isFallback() {
        return hello.has(HelloExtra.Fallback.class);
    }

    @Override
    @SuppressWarnings({"JdkObsolete", "rawtypes"})
    protected Vector getSupportedGroups(Vector roles) {
        return new Vector<>(hello.groups().stream().map(NamedGroup::code).toList());
    }

    @Override
    @SuppressWarnings({"JdkObsolete", "rawtypes"})
    protected Vector getSupportedSignatureAlgorithms() {
        return new Vector<>(hello.schemes().stream()
                .map(scheme -> SignatureAndHashAlgorithm.getInstance(
                        (short) (scheme.code() >> 8), (short) (scheme.code() & 0xff)))
                .toList());
    }

    /// None at all where there is no name: an empty list is malformed (RFC 6066 section 3).
    @Override
    @SuppressWarnings("JdkObsolete")
    protected @Nullable Vector<ServerName> getSNIServerNames() {
        return hello.serverName()
                .map(name -> new ServerName(NameType.host_name, name.getBytes(StandardCharsets.US_ASCII)))
                .map(name -> new Vector<>(List.of(name)))
                .orElse(null);
    }

    @Override
    @SuppressWarnings({"JdkObsolete", "unchecked", "rawtypes"})
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        if (hello.versions().getLast() != ProtocolVersion.TLSV1_3) {
            extensions.put(ClientHello.SESSION_TICKET, new byte[0]);
        }
        if (hello.has(HelloExtra.ReservedValues.class)) {
            extensions.put(ClientHello.RESERVED_EXTENSION, new byte[0]);
        }
        if (hello.paddedTo() > 0) {
            int lacking = hello.paddedTo() - length(hello.withoutPadding()) - ClientHello.EXTENSION_HEADER;
            if (lacking >= 0) {
                extensions.put(ClientHello.PADDING, new byte[lacking]);
            }
        }
        return extensions;
    }

    @Override
    public TlsDHGroupVerifier getDHGroupVerifier() {
        return _ -> true;
    }

    /// As much as a handshake may take.
    @Override
    public int getMaxHandshakeMessageSize() {
        return CarriedHandshake.MOST_BYTES;
    }

    /// Long chains are told of, not turned away.
    @Override
    public int getMaxCertificateChainLength() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        if (description == AlertDescription.close_notify) {
            goodbye = Optional.of(new Trouble.Alert(description));
        }
    }

    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    /// A server without it is told of, not turned away.
    @Override
    public void notifySecureRenegotiation(boolean secure) {}

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate sent) throws IOException {
                stapled = sent.getCertificateStatus() != null;
                for (TlsCertificate certificate :
                        Arrays.asList(sent.getCertificate().getCertificateList())) {
                    certificates.add(certificate.getEncoded());
                }
            }

            @Override
            public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
                Collection<?> authorities =
                        request.getCertificateAuthorities() == null ? List.of() : request.getCertificateAuthorities();
                requested = Optional.of(authorities.stream()
                        .filter(X500Name.class::isInstance)
                        .map(Object::toString)
                        .toList());
                return null;
            }
        };
    }
}
