package postern.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The window goes on while a log of 300 MB is read and a server that never answers is waited for. What is measured is
/// the time the window's thread worked without a break, not that of the clock, which also tells how busy the machine
/// is.
@ExtendWith(ApplicationExtension.class)
class StallTest {
    private static final long LOG_SIZE = 300L << 20;
    /// In milliseconds. The first pages of a virtual machine that has just started take most of it; a
    /// window that waited for the log or the server would stand for seconds.
    private static final long ALLOWED = 500;

    @TempDir
    private static Path folder = Path.of("");

    @Start
    void open(Stage stage) throws IOException {
        ShownWindow.show(stage, new MemoryClipboard(), new FixedDialogs(List.of(log()), Optional.empty()));
    }

    private static Path log() throws IOException {
        Path log = folder.resolve("mail.log");
        String session = """
                Mar  1 10:00:00 mail postfix/smtpd[900]: connect from mx.example.net[192.0.2.8]
                Mar  1 10:00:01 mail postfix/smtpd[900]: SSL_accept error from mx.example.net[192.0.2.8]: -1
                Mar  1 10:00:02 mail postfix/smtpd[900]: disconnect from mx.example.net[192.0.2.8]
                """.repeat(1000);
        try (BufferedWriter out = Files.newBufferedWriter(log)) {
            for (long written = 0; written < LOG_SIZE; written += session.length()) {
                out.write(session);
            }
        }
        return log;
    }

    @Test
    void goesOnWhileALargeLogIsReadAndAServerDoesNotAnswer(FxRobot robot) throws Exception {
        try (ServerSocket tarpit = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            WaitForAsyncUtils.waitForFxEvents();
            robot.interact(() -> robot.lookup("#server")
                    .queryAs(TextInputControl.class)
                    .setText("127.0.0.1:" + tarpit.getLocalPort()));
            robot.push(KeyCode.ENTER);
            WaitForAsyncUtils.waitFor(
                    20,
                    TimeUnit.SECONDS,
                    () -> robot.lookup("#files-open").tryQuery().isPresent());
            WaitForAsyncUtils.waitForFxEvents();
            robot.interact(() -> robot.lookup("#files-open").queryButton().fire());
            assertThat(longestStall(3)).as("while the log is read").isLessThan(ALLOWED);
            robot.interact(() -> robot.lookup("#next").queryButton().fire());
            WaitForAsyncUtils.waitFor(
                    20, TimeUnit.SECONDS, () -> robot.lookup("#stop").tryQuery().isPresent());
            assertThat(longestStall(3)).as("while the server is waited for").isLessThan(ALLOWED);
            robot.push(KeyCode.ESCAPE);
        }
    }

    /// The longest time that the window's thread worked between two moments it was free, in milliseconds.
    private static long longestStall(int seconds) throws InterruptedException {
        AtomicLong longest = new AtomicLong();
        AtomicLong last = new AtomicLong(-1);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            Platform.runLater(() -> {
                long now = processorTime();
                long before = last.getAndSet(now);
                if (before >= 0) {
                    longest.accumulateAndGet(now - before, Math::max);
                }
            });
            Thread.sleep(5);
        }
        WaitForAsyncUtils.waitForFxEvents();
        return TimeUnit.NANOSECONDS.toMillis(longest.get());
    }

    /// What the calling thread has worked, in nanoseconds. By reflection, since the window's own module does without
    /// java.management, and tests are compiled as part of it.
    private static long processorTime() {
        try {
            Object bean = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            return (long) Class.forName("java.lang.management.ThreadMXBean")
                    .getMethod("getCurrentThreadCpuTime")
                    .invoke(bean);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
