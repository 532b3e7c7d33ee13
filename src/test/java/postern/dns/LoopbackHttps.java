package postern.dns;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import postern.certificate.Authority;
import postern.certificate.Certificate;

/// An HTTPS server on the loopback interface with a certificate of a test's own.
final class LoopbackHttps implements AutoCloseable {
    private static final Authority ROOT = Authority.named("HTTPS Root");

    private final SSLServerSocket listener;
    private final AtomicReference<String> request = new AtomicReference<>("");

    /// What it answers.
    interface Answering {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    LoopbackHttps(String certificateName, Answering answering) throws Exception {
        KeyPair key = Authority.key(certificateName, "EC", 256);
        Certificate leaf =
                ROOT.issuesServer("CN=" + certificateName, key, certificateName).make();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key.getPrivate(), new char[0], new X509Certificate[] {x509(leaf)});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, java.net.InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> serve(answering));
    }

    LoopbackHttps(String certificateName, String response) throws Exception {
        this(certificateName, out -> out.write(response.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static X509Certificate x509(Certificate certificate) throws GeneralSecurityException, IOException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new java.io.ByteArrayInputStream(
                        certificate.details().orElseThrow().source().getEncoded()));
    }

    /// Trusts the root of all these servers.
    static SSLContext trusting() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", x509(ROOT.issues(ROOT).make()));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private void serve(Answering answering) {
        while (!listener.isClosed()) {
            try (SSLSocket client = (SSLSocket) listener.accept()) {
                request.set(heard(client.getInputStream()));
                answering.answer(client.getOutputStream());
            } catch (IOException _) {
                // The client has had enough, or the test is over.
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private static String heard(InputStream in) throws IOException {
        StringBuilder heard = new StringBuilder();
        while (heard.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            heard.append((char) next);
        }
        return heard.toString();
    }

    int port() {
        return listener.getLocalPort();
    }

    List<String> request() {
        return request.get().lines().toList();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
