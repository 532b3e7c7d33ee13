package postern.app.outside;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One window for each user and screen: a later start hands its file to the window that is open and ends.
///
/// Whoever holds the lock on a file is the first, so what a crash left behind is in nobody's way. The window
/// listens on a socket in a folder that only its user can enter. A message is the absolute path of a file, or
/// nothing, ended by the end of the stream, and is answered by one byte. Where any of this is not to be had,
/// every start has a window of its own.
public final class OneWindow implements AutoCloseable {
    /// No path is longer on the systems we know.
    private static final int LONGEST_MESSAGE = 32_768;

    private static final int MOST_WAITING = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final List<Channel> held;
    private final List<Optional<Path>> waiting = new ArrayList<>();
    private @Nullable Consumer<Optional<Path>> listener;

    private OneWindow(List<Channel> held) {
        this.held = held;
    }

    /// The right to open a window; empty if an open one has taken the file over.
    ///
    /// @param folder where the lock and the socket lie; made if need be, for this user alone
    /// @param screen tells screens apart, by whatever name; may be empty
    /// @param file   what to show in the window
    public static Optional<OneWindow> open(Path folder, String screen, Optional<Path> file) {
        Optional<Path> absolute = file.map(Path::toAbsolutePath);
        Optional<OneWindow> window = claim(folder, "window" + screen.replaceAll("[^A-Za-z0-9]+", "-"), absolute);
        window.ifPresent(own -> absolute.ifPresent(path -> own.arrive(Optional.of(path))));
        return window;
    }

    /// A window that no other start knows of.
    public static OneWindow alone() {
        return new OneWindow(List.of());
    }

    private static Optional<OneWindow> claim(Path folder, String name, Optional<Path> file) {
        Path socket = folder.resolve(name + ".socket");
        List<Channel> held = new ArrayList<>();
        try {
            makePrivate(folder);
            FileChannel lockFile = FileChannel.open(
                    folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            held.add(lockFile);
            if (locks(lockFile)) {
                Files.deleteIfExists(socket);
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                held.add(server);
                server.bind(UnixDomainSocketAddress.of(socket));
                OneWindow window = new OneWindow(held);
                Thread.ofPlatform().daemon().name("one window").start(() -> window.listen(server));
                return Optional.of(window);
            }
            held.forEach(OneWindow::close);
            return tell(socket, file) ? Optional.empty() : Optional.of(alone());
        } catch (IOException | RuntimeException _) {
            // A folder that cannot be written to or belongs to somebody else, a path too long for a socket, a system
            // without such sockets.
            held.forEach(OneWindow::close);
            return Optional.of(alone());
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /// Whether nobody else has the lock, not even this process.
    private static boolean locks(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    /// Whether the open window has taken the file over. It may be just about to listen.
    private static boolean tell(Path socket, Optional<Path> file) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                closeLater(channel);
                ByteBuffer message =
                        ByteBuffer.wrap(file.map(Path::toString).orElse("").getBytes(StandardCharsets.UTF_8));
                while (message.hasRemaining()) {
                    channel.write(message);
                }
                channel.shutdownOutput();
                return channel.read(ByteBuffer.allocate(1)) == 1;
            } catch (IOException _) {
                if (!pause()) {
                    return false;
                }
            }
        } while (System.nanoTime() < deadline);
        return false;
    }

    private static boolean pause() {
        try {
            Thread.sleep(BETWEEN_TRIES);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Has the files of later starts given to the listener, on any thread, and first those that came before it.
    /// An empty one only asks for the window. Call once.
    public void whenAsked(Consumer<Optional<Path>> asked) {
        List<Optional<Path>> early;
        synchronized (waiting) {
            listener = asked;
            early = List.copyOf(waiting);
            waiting.clear();
        }
        early.forEach(asked);
    }

    private void arrive(Optional<Path> file) {
        Consumer<Optional<Path>> asked;
        synchronized (waiting) {
            asked = listener;
            if (asked == null && waiting.size() < MOST_WAITING) {
                waiting.add(file);
            }
        }
        if (asked != null) {
            asked.accept(file);
        }
    }

    private void listen(ServerSocketChannel server) {
        while (server.isOpen()) {
            try (SocketChannel channel = server.accept()) {
                closeLater(channel);
                arrive(message(channel));
                channel.write(ByteBuffer.wrap(new byte[] {1}));
            } catch (IOException _) {
                // The other side left, took too long or cannot be understood, or the window is closing.
            }
        }
    }

    /// What was said: a path or nothing.
    private static Optional<Path> message(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST_MESSAGE + 1);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        if (!buffer.hasRemaining()) {
            throw new ProtocolException("too long");
        }
        String text = StandardCharsets.UTF_8.newDecoder().decode(buffer.flip()).toString();
        try {
            Optional<Path> path = text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
            if (!path.map(Path::isAbsolute).orElse(true)) {
                throw new ProtocolException("not absolute");
            }
            return path;
        } catch (InvalidPathException _) {
            throw new ProtocolException("no path");
        }
    }

    /// Whoever says nothing keeps nobody waiting.
    private static void closeLater(SocketChannel channel) {
        CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> close(channel));
    }

    private static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // It is of no more use either way.
        }
    }

    /// Lets the next start open a window.
    @Override
    public void close() {
        held.reversed().forEach(OneWindow::close);
    }
}
