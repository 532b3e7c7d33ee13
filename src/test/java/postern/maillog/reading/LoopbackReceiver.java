package postern.maillog.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// A mail server at a certain address of this machine, which does the same with everybody who comes and remembers what
/// came of it.
final class LoopbackReceiver implements AutoCloseable {
    private static final int PATIENCE = 60_000;

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Visit> visits = Collections.synchronizedList(new ArrayList<>());

    /// How it behaves.
    ///
    /// @param tls     what it does about TLS
    /// @param answer  to RCPT
    /// @param wrapped whether TLS begins before the greeting
    record Manner(Tls tls, String answer, boolean wrapped) {
        static final String YES = "250 2.1.5 Ok";
        static final String NO = "550 5.1.1 No such user";
        static final String LATER = "450 4.2.0 Come later";

        Manner(Tls tls) {
            this(tls, YES, false);
        }
    }

    /// A connection after TLS has begun.
    ///
    /// @param suite its standard name
    record Secured(InputStream in, OutputStream out, String version, String suite) {}

    /// The connection broke before TLS was agreed.
    private static final class BrokenException extends IOException {
        private static final long serialVersionUID = 1;

        BrokenException(String how) {
            super(how);
        }
    }

    /// What it does about TLS.
    @FunctionalInterface
    interface Tls {
        /// Begins TLS on a connection.
        Secured begin(Socket plain) throws IOException;

        /// What it says to STARTTLS; empty if it does not offer that.
        default String answer() {
            return "220 2.0.0 Go ahead";
        }
    }

    /// What came of one connection.
    ///
    /// @param version of TLS; empty if none came about
    /// @param suite   its standard name
    /// @param broken whether TLS began and did not come about
    /// @param sender whether a sender was named
    /// @param mails  how many mails were taken
    record Visit(String version, String suite, boolean broken, boolean sender, int mails) {}

    LoopbackReceiver(String address, Manner manner) throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.ofLiteral(address));
        threads.execute(() -> receive(manner));
    }

    private void receive(Manner manner) {
        try {
            while (true) {
                Socket client = listener.accept();
                threads.execute(() -> visits.add(new Talk(client, manner).visit()));
            }
        } catch (IOException closed) {
            // That is how it ends.
        }
    }

    String address() {
        return listener.getInetAddress().getHostAddress();
    }

    int port() {
        return listener.getLocalPort();
    }

    /// What came of each connection that is over, in the order of their ends.
    List<Visit> visits() {
        return List.copyOf(visits);
    }

    /// Waits until everybody has left.
    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(20, TimeUnit.SECONDS)) {
                throw new IOException("Somebody stays.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Does not offer TLS.
    static Tls notOffered() {
        return answering("");
    }

    /// Offers TLS and says something else when it is asked for.
    static Tls answering(String answer) {
        return new Tls() {
            @Override
            public Secured begin(Socket plain) {
                throw new IllegalStateException("TLS is not begun.");
            }

            @Override
            public String answer() {
                return answer;
            }
        };
    }

    /// Speaks one version of TLS.
    ///
    /// @param suites its own names of them; all if none is given
    static Tls speaking(SSLContext context, String version, String... suites) {
        return plain -> {
            var tls = (SSLSocket) context.getSocketFactory().createSocket(plain, null, true);
            tls.setUseClientMode(false);
            tls.setEnabledProtocols(new String[] {version});
            if (suites.length > 0) {
                tls.setEnabledCipherSuites(suites);
            }
            try {
                tls.startHandshake();
            } catch (IOException e) {
                throw new BrokenException(String.valueOf(e.getMessage()));
            }
            return new Secured(
                    tls.getInputStream(),
                    tls.getOutputStream(),
                    tls.getSession().getProtocol(),
                    tls.getSession().getCipherSuite());
        };
    }

    /// Speaks TLS 1.2 without a certificate.
    static Tls anonymous() {
        return plain -> {
            var protocol = new TlsServerProtocol(plain.getInputStream(), plain.getOutputStream());
            protocol.accept(new DefaultTlsServer(new BcTlsCrypto(new SecureRandom())) {
                @Override
                protected ProtocolVersion[] getSupportedVersions() {
                    return ProtocolVersion.TLSv12.only();
                }

                @Override
                protected int[] getSupportedCipherSuites() {
                    return new int[] {CipherSuite.TLS_ECDH_anon_WITH_AES_128_CBC_SHA};
                }
            });
            return new Secured(
                    protocol.getInputStream(),
                    protocol.getOutputStream(),
                    "TLSv1.2",
                    "TLS_ECDH_anon_WITH_AES_128_CBC_SHA");
        };
    }

    /// Hears the hello, answers something, and leaves.
    static Tls sending(byte... answer) {
        return plain -> {
            try {
                hello(plain.getInputStream());
                plain.getOutputStream().write(answer);
                plain.shutdownOutput();
                plain.getInputStream().readAllBytes();
            } catch (IOException e) {
                throw new BrokenException(String.valueOf(e.getMessage()));
            }
            throw new BrokenException("left");
        };
    }

    /// Hears the hello and breaks the connection (RST).
    static Tls resetting() {
        return plain -> {
            hello(plain.getInputStream());
            plain.setSoLinger(true, 0);
            plain.close();
            throw new BrokenException("reset");
        };
    }

    /// A fatal alert (RFC 8446 section 6).
    static Tls alerting(int code) {
        return sending((byte) 21, (byte) 3, (byte) 3, (byte) 0, (byte) 2, (byte) 2, (byte) code);
    }

    private static void hello(InputStream in) throws IOException {
        byte[] header = in.readNBytes(5);
        in.readNBytes(header.length < 5 ? 0 : (header[3] & 0xff) << 8 | (header[4] & 0xff));
    }

    /// One connection.
    private static final class Talk {
        private final Manner manner;
        private final Socket socket;
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();
        private String version = "";
        private String suite = "";
        private boolean broken;
        private boolean sender;
        private int mails;

        Talk(Socket client, Manner manner) {
            socket = client;
            this.manner = manner;
        }

        Visit visit() {
            try (Socket client = socket) {
                client.setSoTimeout(PATIENCE);
                in = client.getInputStream();
                out = client.getOutputStream();
                if (manner.wrapped()) {
                    begin();
                }
                talk();
            } catch (BrokenException _) {
                broken = true;
            } catch (IOException _) {
                // The client has had enough.
            }
            return new Visit(version, suite, broken, sender, mails);
        }

        private void begin() throws IOException {
            Secured secured = manner.tls().begin(socket);
            in = secured.in();
            out = secured.out();
            version = secured.version();
            suite = secured.suite();
        }

        private void talk() throws IOException {
            say("220 mx.example.net ESMTP");
            for (String line = hear(); !line.isEmpty(); line = hear()) {
                String verb = line.length() < 4 ? "" : line.substring(0, 4).toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "EHLO" -> say(offers() ? "250-mx.example.net\r\n250 STARTTLS" : "250 mx.example.net");
                    case "STAR" -> {
                        say(manner.tls().answer());
                        if (manner.tls().answer().startsWith("2")) {
                            begin();
                        }
                    }
                    case "MAIL" -> {
                        sender = true;
                        say("250 2.1.0 Ok");
                    }
                    case "RCPT" -> say(manner.answer());
                    case "DATA" -> {
                        say("354 Go on");
                        String text = line;
                        while (!text.equals(".")) {
                            text = hear();
                        }
                        mails++;
                        say("250 2.0.0 Ok");
                    }
                    case "QUIT" -> {
                        say("221 2.0.0 Bye");
                        return;
                    }
                    default -> say("250 2.0.0 Ok");
                }
            }
        }

        private boolean offers() {
            return version.isEmpty() && !manner.tls().answer().isEmpty();
        }

        private void say(String text) throws IOException {
            out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        private String hear() throws IOException {
            var line = new ByteArrayOutputStream();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("closed");
                }
                line.write(next);
            }
            return line.toString(StandardCharsets.US_ASCII).strip();
        }
    }
}
