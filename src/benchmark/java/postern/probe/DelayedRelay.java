package postern.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Makes a server on this machine seem far away, where the kernel has no `netem`: whatever is sent arrives later, and the
/// server hears of a connection only when the third packet of its making would have arrived.
public final class DelayedRelay {
    private static final byte[] END = {};

    private DelayedRelay() {}

    /// Relays until it is killed.
    ///
    /// @param arguments milliseconds one way (half a round trip), address and port to listen on, address and port of the
    ///                  server
    public static void main(String[] arguments) throws IOException {
        long oneWay = Long.parseLong(arguments[0]);
        InetSocketAddress server = new InetSocketAddress(arguments[3], Integer.parseInt(arguments[4]));
        try (ServerSocket listener =
                new ServerSocket(Integer.parseInt(arguments[2]), 100, InetAddress.getByName(arguments[1]))) {
            while (true) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> relay(client, server, oneWay));
            }
        }
    }

    private static void relay(Socket client, InetSocketAddress server, long oneWay) {
        try (client;
                Socket onward = new Socket()) {
            Thread.sleep(3 * oneWay);
            onward.connect(server);
            onward.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().start(() -> pump(onward, client, oneWay));
            pump(client, onward, oneWay);
            back.join();
        } catch (IOException | InterruptedException _) {
            // One of the two has left.
        }
    }

    private record Piece(byte[] bytes, long due) {}

    /// What is read is written when it is due.
    private static void pump(Socket from, Socket to, long oneWay) {
        BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> {
            byte[] buffer = new byte[16_384];
            try {
                InputStream in = from.getInputStream();
                for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                    pieces.add(new Piece(Arrays.copyOf(buffer, count), due(oneWay)));
                }
            } catch (IOException _) {
                // It has left.
            }
            pieces.add(new Piece(END, due(oneWay)));
        });
        try {
            OutputStream out = to.getOutputStream();
            for (Piece piece = pieces.take(); piece.bytes.length > 0; piece = pieces.take()) {
                Thread.sleep(Math.max(0, (piece.due - System.nanoTime()) / 1_000_000));
                out.write(piece.bytes);
            }
            Thread.sleep(oneWay);
            to.shutdownOutput();
        } catch (IOException | InterruptedException _) {
            // It has left.
        }
    }

    private static long due(long oneWay) {
        return System.nanoTime() + oneWay * 1_000_000;
    }
}
