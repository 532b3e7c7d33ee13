package postern.probe;

import static postern.probe.Question.observe;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import postern.tls.Answer;
import postern.tls.ProtocolVersion;

/// Shakes hands twice and sees whether the second handshake goes on with the first one's session, by its id or a ticket
/// (RFC 5246 section 7.3, RFC 5077, RFC 8446 section 2.2). Java's own client does it, for Bouncy Castle resumes no
/// session of TLS 1.3.
final class ResumptionTrial {
    /// What Java's client speaks by its own rules.
    private static final List<ProtocolVersion> VERSIONS = List.of(ProtocolVersion.TLSV1_2, ProtocolVersion.TLSV1_3);

    private final Scan seen;
    private final Questions questions;

    /// @param seen what the plain look showed
    ResumptionTrial(Scan seen, Questions questions) {
        this.seen = seen;
        this.questions = questions;
    }

    /// What comes of it in each version the server accepts; those older than TLS 1.2 are left out.
    Map<ProtocolVersion, Observed<Resumption>> results() {
        var results = new EnumMap<ProtocolVersion, Observed<Resumption>>(ProtocolVersion.class);
        VERSIONS.stream()
                .filter(version -> seen.server().speaks(version) == Answer.YES)
                .forEach(version -> results.put(version, result(version)));
        return results;
    }

    private Observed<Resumption> result(ProtocolVersion version) {
        var client = new Client(version);
        if (!observe(client::shakesHands).known().orElse(false)) {
            return Obstacle.NOT_FOR_JAVA.unknown();
        }
        client.sentCertificate = false;
        return switch (observe(client::shakesHands)) {
            case Observed.Seen<Boolean>(Boolean done)
            when done -> new Observed.Seen<>(client.sentCertificate ? Resumption.STARTS_ANEW : Resumption.RESUMES);
            case Observed.Seen<Boolean> _ -> confirmed(version);
            case Observed.Unknown<Boolean>(String why) -> new Observed.Unknown<>(why);
        };
    }

    /// The session is to blame only if it goes well without one.
    private Observed<Resumption> confirmed(ProtocolVersion version) {
        return observe(new Client(version)::shakesHands).known().orElse(false)
                ? new Observed.Seen<>(Resumption.FAILS)
                : Obstacle.NOT_FOR_JAVA.unknown();
    }

    /// A client with a memory of its own for sessions. Any certificate will do: this is for looking.
    private final class Client extends X509ExtendedTrustManager {
        private final ProtocolVersion version;
        private final SSLContext context;

        /// A handshake that goes on with a session sends none.
        private volatile boolean sentCertificate;

        Client(ProtocolVersion version) {
            this.version = version;
            try {
                context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {this}, null);
            } catch (GeneralSecurityException e) {
                // Every Java has TLS.
                throw new IllegalStateException(e);
            }
        }

        /// Shakes hands and talks on inside.
        ///
        /// @return whether the handshake came to its end
        boolean shakesHands() throws TroubleException {
            return questions.talk(Conversation::untilTls, conversation -> {
                conversation.allow(CarriedHandshake.MOST_BYTES);
                try (Socket plain = new StreamSocket(conversation.input(), conversation.output());
                        SSLSocket inside = (SSLSocket) context.getSocketFactory()
                                .createSocket(
                                        plain,
                                        seen.endpoint().host(),
                                        seen.endpoint().port(),
                                        true)) {
                    inside.setSSLParameters(parameters(inside.getSSLParameters()));
                    inside.startHandshake();
                    // Tickets of TLS 1.3 come behind the handshake.
                    conversation.insideTls(inside.getInputStream(), inside.getOutputStream());
                    return true;
                } catch (SSLException e) {
                    Optional<TroubleException> trouble = trouble(e);
                    if (trouble.filter(met -> !met.isRefusal()).isPresent()) {
                        throw trouble.get();
                    }
                    return false;
                }
            });
        }

        private SSLParameters parameters(SSLParameters parameters) {
            parameters.setProtocols(new String[] {version.toString()});
            parameters.setServerNames(questions.serverName().stream()
                    .map(SNIHostName::new)
                    .map(javax.net.ssl.SNIServerName.class::cast)
                    .toList());
            return parameters;
        }

        private static Optional<TroubleException> trouble(@Nullable Throwable e) {
            return switch (e) {
                case null -> Optional.empty();
                case TroubleException met -> Optional.of(met);
                default -> trouble(e.getCause());
            };
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authentication, Socket socket) {
            sentCertificate = true;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authentication, SSLEngine engine) {
            sentCertificate = true;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authentication) {
            sentCertificate = true;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authentication, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authentication, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authentication) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
