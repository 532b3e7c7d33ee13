package postern.example;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.tls.TlsServerProtocol;
import org.jspecify.annotations.Nullable;
import postern.certificate.Certificate;
import postern.certificate.CertificateParser;
import postern.certificate.MalformedCertificateException;
import postern.certificate.TrustAnchors;
import postern.probe.Endpoint;
import postern.probe.Service;

/// A mail server in this process, on a free port of the loopback interface: SMTP with STARTTLS, as the server
/// of the built-in case spoke it. It takes no mail.
public final class ExampleServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String NAME = "mail.example.com";

    private final ServerSocket listener;
    private final ExampleCertificates certificates = ExampleCertificates.read();

    private ExampleServer(ServerSocket listener) {
        this.listener = listener;
    }

    /// Starts it.
    ///
    /// @throws IOException if this machine lets nobody listen on its loopback interface
    public static ExampleServer start() throws IOException {
        ExampleServer server = new ExampleServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().name("example-server").start(server::listen);
        return server;
    }

    /// Where it listens.
    public Endpoint endpoint() {
        return new Endpoint(listener.getInetAddress().getHostAddress(), listener.getLocalPort(), Service.SMTP);
    }

    /// Its root: what the public roots were to the server of the case.
    public TrustAnchors anchors() {
        try {
            Certificate root = CertificateParser.der(certificates.chain().getLast());
            return TrustAnchors.of(List.of(root));
        } catch (MalformedCertificateException e) {
            throw new IllegalStateException("The example's own certificate cannot be read", e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException _) {
            // It no longer listens.
        }
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(PATIENCE_MILLIS);
            client.setTcpNoDelay(true);
            say(client.getOutputStream(), "220 " + NAME + " ESMTP Postfix (Debian/GNU)");
            if (converse(client.getInputStream(), client.getOutputStream(), false)) {
                TlsServerProtocol tls = new TlsServerProtocol(client.getInputStream(), client.getOutputStream());
                tls.accept(new ExampleTls(certificates));
                converse(tls.getInputStream(), tls.getOutputStream(), true);
            }
        } catch (IOException | RuntimeException _) {
            // The client went away or sent nonsense; the next one may do better.
        }
    }

    /// Answers commands.
    ///
    /// @return whether TLS is to begin
    private static boolean converse(InputStream in, OutputStream out, boolean insideTls) throws IOException {
        for (String line = line(in); line != null; line = line(in)) {
            switch (line.strip().toUpperCase(Locale.ROOT).split(" ", 2)[0]) {
                case "EHLO" -> say(out, capabilities(insideTls));
                case "HELO" -> say(out, "250 " + NAME);
                case "STARTTLS" -> {
                    if (!insideTls) {
                        say(out, "220 2.0.0 Ready to start TLS");
                        return true;
                    }
                    say(out, "503 5.5.1 Error: TLS already active");
                }
                case "NOOP" -> say(out, "250 2.0.0 Ok");
                case "QUIT" -> {
                    say(out, "221 2.0.0 Bye");
                    return false;
                }
                default -> say(out, "502 5.5.2 Error: command not recognized");
            }
        }
        return false;
    }

    private static String capabilities(boolean insideTls) {
        return "250-" + NAME + "\r\n250-PIPELINING\r\n250-SIZE 10240000\r\n250-ETRN\r\n"
                + (insideTls ? "" : "250-STARTTLS\r\n")
                + "250-ENHANCEDSTATUSCODES\r\n250-8BITMIME\r\n250 DSN";
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /// A line of at most 512 bytes (RFC 5321 section 4.5.3.1.4), read byte by byte so that nothing behind it is taken.
    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && line.length() < 512; next = in.read()) {
            if (next == '\n') {
                return line.toString();
            }
            line.append((char) next);
        }
        return null;
    }
}
