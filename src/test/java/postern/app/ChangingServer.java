package postern.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import postern.example.ExampleServer;

/// A mail server that first knows no TLS and then, once it is switched on, speaks as the built-in example's does.
final class ChangingServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExampleServer example = ExampleServer.start();
    private volatile boolean on;

    ChangingServer() throws IOException {
        Thread.ofPlatform().daemon().start(this::listen);
    }

    /// As it is typed.
    String address() {
        return listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort();
    }

    void switchOn() {
        on = true;
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (on) {
                relay(client);
            } else {
                talk(client.getInputStream(), client.getOutputStream());
            }
        } catch (IOException _) {
            // The client has gone.
        }
    }

    private void relay(Socket client) throws IOException {
        try (var server =
                new Socket(example.endpoint().host(), example.endpoint().port())) {
            Thread.ofPlatform().daemon().start(() -> copy(client, server));
            copy(server, client);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            // One of both has gone.
        }
    }

    private static void talk(InputStream in, OutputStream out) throws IOException {
        say(out, "220 mail.example.com ESMTP Postfix");
        for (String line = hear(in); !line.isEmpty(); line = hear(in)) {
            switch (line.substring(0, 4)) {
                case "EHLO" -> say(out, "250-mail.example.com\r\n250 8BITMIME");
                case "QUIT" -> {
                    say(out, "221 2.0.0 Bye");
                    return;
                }
                default -> say(out, "502 5.5.1 Error: command not implemented");
            }
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String hear(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        example.close();
    }
}
