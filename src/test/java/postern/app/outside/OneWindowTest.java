package postern.app.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OneWindowTest {
    private static final Path FILE = Path.of("/home/anna/mail server.postern").toAbsolutePath();

    @TempDir
    private Path folder;

    private final BlockingQueue<Optional<Path>> asked = new LinkedBlockingQueue<>();
    private Optional<OneWindow> first = Optional.empty();

    @AfterEach
    void close() {
        first.ifPresent(OneWindow::close);
    }

    @Test
    void theFirstStartOpensItsOwnFile() throws InterruptedException {
        open(Optional.of(FILE));
        assertThat(asked.poll(5, TimeUnit.SECONDS)).contains(FILE);
    }

    @Test
    void aLaterStartHandsItsFileToTheOpenWindow() throws InterruptedException {
        open(Optional.empty());
        assertThat(OneWindow.open(folder, ":0", Optional.of(FILE))).isEmpty();
        assertThat(asked.poll(5, TimeUnit.SECONDS)).contains(FILE);
        assertThat(OneWindow.open(folder, ":0", Optional.empty())).isEmpty();
        assertThat(asked.poll(5, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void anotherScreenGetsAWindowOfItsOwn() {
        open(Optional.empty());
        Optional<OneWindow> other = OneWindow.open(folder, ":1", Optional.of(FILE));
        assertThat(other).isPresent();
        other.ifPresent(OneWindow::close);
        assertThat(asked).isEmpty();
    }

    @Test
    void afterTheWindowIsClosedTheNextStartOpensOne() {
        open(Optional.empty());
        first.ifPresent(OneWindow::close);
        open(Optional.empty());
        assertThat(first).isPresent();
    }

    @Test
    void whatACrashLeftBehindIsInNobodysWay() throws IOException, InterruptedException {
        Files.createFile(folder.resolve("window-0.lock"));
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(folder.resolve("window-0.socket")));
        }
        open(Optional.empty());
        assertThat(OneWindow.open(folder, ":0", Optional.of(FILE))).isEmpty();
        assertThat(asked.poll(5, TimeUnit.SECONDS)).contains(FILE);
    }

    @Test
    void messagesThatAreNoPathAreLeftUnanswered() throws IOException {
        open(Optional.empty());
        assertThat(answer("relative/path".getBytes(StandardCharsets.UTF_8))).isEqualTo(-1);
        assertThat(answer(new byte[] {'/', 0, 'x'})).isEqualTo(-1);
        assertThat(answer(new byte[] {'/', (byte) 0xff})).isEqualTo(-1);
        assertThat(asked).isEmpty();
    }

    @Test
    void onlyItsUserCanEnterTheFolder() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        open(Optional.empty());
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void withoutAFolderEveryStartHasItsWindow() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(OneWindow.open(file, ":0", Optional.empty())).isPresent();
        assertThat(OneWindow.open(file, ":0", Optional.empty())).isPresent();
    }

    private void open(Optional<Path> file) {
        first = OneWindow.open(folder, ":0", file);
        first.ifPresent(window -> window.whenAsked(asked::add));
    }

    private int answer(byte[] message) throws IOException {
        try (SocketChannel channel =
                SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("window-0.socket")))) {
            channel.write(ByteBuffer.wrap(message));
            channel.shutdownOutput();
            return channel.read(ByteBuffer.allocate(1));
        }
    }
}
