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

    /// What the server does with one connection.
    interface Behaviour {
        void serve(Socket client, InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    OddServer(Behaviour behaviour) throws IOException {
        Thread.ofVirtual().start(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket client = listener.accept();
                    Thread.ofVirtual().start(() -> serve(client, behaviour));
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
        return new Endpoint(listener.getInetAddress().getHostAddress(), listener.getLocalPort(), Service.SMTP);
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
