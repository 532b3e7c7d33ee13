package postern.maillog.reading;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// A mail client that comes from a certain address of this machine.
final class LoopbackClient implements AutoCloseable {
    private static final int PATIENCE = 60_000;

    private final String address;
    private final int port;
    private Socket socket;
    private int count;

    LoopbackClient(String address, int port) throws IOException {
        this.address = address;
        this.port = port;
        socket = connected();
    }

    private Socket connected() throws IOException {
        var fresh = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.ofLiteral(address), 0);
        fresh.setSoTimeout(PATIENCE);
        count++;
        socket = fresh;
        reply();
        say("EHLO client.example.com");
        return fresh;
    }

    /// How many connections it made.
    int count() {
        return count;
    }

    /// Ends the connection and begins another.
    LoopbackClient again() throws IOException {
        socket.close();
        connected();
        return this;
    }

    LoopbackClient startTls(String version, String... suites) throws IOException {
        handshake(context(new TrustEverybody()), version, suites);
        say("EHLO client.example.com");
        return this;
    }

    LoopbackClient failStartTls(String version, String... suites) throws IOException {
        return fail(context(new TrustEverybody()), version, suites);
    }

    /// Refuses the server's certificate.
    LoopbackClient distrust(String version) throws IOException {
        return fail(context(null), version);
    }

    private LoopbackClient fail(SSLContext context, String version, String... suites) throws IOException {
        try {
            handshake(context, version, suites);
            say("EHLO client.example.com");
        } catch (IOException expected) {
            return this;
        }
        throw new IllegalStateException("The handshake did not fail.");
    }

    /// Sends something else in place of a handshake, or nothing, and hangs up.
    LoopbackClient rawStartTls(String text) throws IOException {
        say("STARTTLS");
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        try {
            socket.getInputStream().readAllBytes();
        } catch (IOException _) {
            // The server closes without having read everything.
        }
        return this;
    }

    private void handshake(SSLContext context, String version, String... suites) throws IOException {
        say("STARTTLS");
        var tls = (SSLSocket) context.getSocketFactory().createSocket(socket, "mail.example.com", port, true);
        tls.setEnabledProtocols(new String[] {version});
        if (suites.length > 0) {
            tls.setEnabledCipherSuites(suites);
        }
        socket = tls;
        tls.startHandshake();
    }

    /// Begins a mail and gives up before its text.
    LoopbackClient mail() throws IOException {
        say("MAIL FROM:<a@example.com>");
        say("RCPT TO:<b@example.com>");
        return quit();
    }

    /// Hands a mail over that nobody gets back.
    LoopbackClient deliver(List<String> recipients) throws IOException {
        say("MAIL FROM:<>");
        for (String recipient : recipients) {
            say("RCPT TO:<" + recipient + ">");
        }
        say("DATA");
        say("Subject: a test\r\n\r\nA test.\r\n.");
        return this;
    }

    LoopbackClient quit() throws IOException {
        say("QUIT");
        return this;
    }

    private void say(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        reply();
    }

    private void reply() throws IOException {
        var text = new StringBuilder();
        do {
            text.setLength(0);
            for (int c = socket.getInputStream().read();
                    c != '\n';
                    c = socket.getInputStream().read()) {
                if (c < 0) {
                    throw new IOException("closed");
                }
                text.append((char) c);
            }
        } while (text.length() > 3 && text.charAt(3) == '-');
        if (text.charAt(0) > '3') {
            throw new IOException(text.toString());
        }
    }

    private static SSLContext context(@Nullable TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust == null ? null : new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The test looks at the server, not at its certificate.
    private static final class TrustEverybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
