package postern.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A server on the loopback interface that behaves as a test tells it to.
final class OddServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    private final Service service;

    /// What the server does with one connection.
    interface Behaviour {
        void serve(Socket client, InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    OddServer(Behaviour behaviour) throws IOException {
        this(Service.SMTP, behaviour);
    }

    OddServer(Service service, Behaviour behaviour) throws IOException {
        this.service = service;
        // Platform threads, since some behaviours are never done with writing.
        Thread.ofPlatform().daemon().start(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket client = listener.accept();
                    Thread.ofPlatform().daemon().start(() -> serve(client, behaviour));
                } catch (IOException _) {
                    return;
                }
            }
        });
    }

    private static void serve(Socket client, Behaviour behaviour) {
        try (client) {
            behaviour.serve(client, client.getInputStream(), client.getOutputStream());
        } catch (IOException _) {
            // The client has had enough.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    Endpoint endpoint() {
        return new Endpoint(listener.getInetAddress().getHostAddress(), listener.getLocalPort(), service);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    static String hear(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /// Says these one after the other, each but the first once the client has said something, and hears it out.
    static Behaviour talk(String... said) {
        return talk(said, (_, in, _) -> hear(in));
    }

    /// Says these one after the other, each but the first once the client has said something.
    static Behaviour talk(String[] said, Behaviour rest) {
        return (client, in, out) -> {
            for (int i = 0; i < said.length; i++) {
                if (i > 0) {
                    hear(in);
                }
                say(out, said[i]);
            }
            rest.serve(client, in, out);
        };
    }

    /// Says it again and again.
    static Behaviour forever(String text) {
        return (_, _, out) -> {
            while (true) {
                say(out, text);
            }
        };
    }

    /// Says it byte by byte.
    static Behaviour dripping(String text, long millisBetween) {
        return (_, _, out) -> {
            for (int i = 0; i < text.length(); i++) {
                say(out, text.substring(i, i + 1));
                Thread.sleep(millisBetween);
            }
        };
    }

    /// Says nothing more and waits for the client to leave.
    static Behaviour silent() {
        return (_, in, _) -> in.readAllBytes();
    }

    /// Leaves without a goodbye (RST).
    static Behaviour resetting() {
        return (client, _, _) -> {
            // A moment later, since it would else be a matter of chance whether the connect itself fails.
            Thread.sleep(50);
            client.setSoLinger(true, 0);
            client.close();
        };
    }

    /// One after the other.
    static Behaviour both(Behaviour first, Behaviour second) {
        return (client, in, out) -> {
            first.serve(client, in, out);
            second.serve(client, in, out);
        };
    }

    /// Waits until the client says something.
    static Behaviour hearing(Behaviour then) {
        return (client, in, out) -> {
            hear(in);
            then.serve(client, in, out);
        };
    }

    /// Hands a connection on to another server until either end has had enough.
    static Behaviour passing(Endpoint to) {
        return (client, in, out) -> {
            try (Socket behind = new Socket(to.host(), to.port())) {
                Thread.ofVirtual().start(() -> {
                    try {
                        in.transferTo(behind.getOutputStream());
                        behind.shutdownOutput();
                    } catch (IOException _) {
                        // The other direction ends as well.
                    }
                });
                behind.getInputStream().transferTo(out);
                client.shutdownOutput();
            }
        };
    }

    /// Greets, offers STARTTLS and accepts it; what comes then is up to the rest.
    static Behaviour afterStartTls(Behaviour rest) {
        return (client, in, out) -> {
            say(out, "220 mail.example.com ESMTP\r\n");
            hear(in);
            say(out, "250-mail.example.com\r\n250 STARTTLS\r\n");
            hear(in);
            say(out, "220 2.0.0 Ready\r\n");
            rest.serve(client, in, out);
        };
    }
}
