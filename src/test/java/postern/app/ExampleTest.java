package postern.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import postern.remedy.Delivery;
import postern.remedy.PeerForecast;

/// The built-in case through the whole wizard: real server, real probe, real diagnosis, real PDF.
@ExtendWith(ApplicationExtension.class)
class ExampleTest {
    @TempDir
    private static Path folder = Path.of("");

    private final MemoryClipboard clipboard = new MemoryClipboard();

    @Start
    void open(Stage stage) {
        ShownWindow.show(stage, clipboard, new FixedDialogs(List.of(), Optional.of(folder)));
    }

    @Test
    void endsWithASettingThatLetsGoogleIn(FxRobot robot) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        robot.push(KeyCode.ALT, KeyCode.T);
        awaitTitle(robot, "What was found");
        assertThat(robot.lookup("TLS versions that other mail servers need are switched off")
                        .tryQuery())
                .isPresent();
        robot.push(KeyCode.ALT, KeyCode.S);
        awaitTitle(robot, "What to change");
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> after(robot, "Google") == Delivery.ENCRYPTED);
        assertThat(now(robot, "Google")).isEqualTo(Delivery.FAILS);
        assertThat(now(robot, "Facebook")).isEqualTo(Delivery.PLAINTEXT);
        assertThat(now(robot, "web.de")).isEqualTo(Delivery.ENCRYPTED);
        robot.push(KeyCode.ALT, KeyCode.R);
        awaitTitle(robot, "Take the result along");
        WaitForAsyncUtils.waitFor(
                10, TimeUnit.SECONDS, () -> robot.lookup("#save-pdf").query().isFocused());
        robot.push(KeyCode.ALT, KeyCode.C);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(clipboard.text()).isEqualTo("smtpd_tls_protocols = !SSLv2, !SSLv3");
        robot.push(KeyCode.ALT, KeyCode.P);
        Path pdf = folder.resolve("postern-report-2014-12-19.pdf");
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> Files.exists(pdf) && Files.size(pdf) > 0);
        WaitForAsyncUtils.waitFor(
                60, TimeUnit.SECONDS, () -> robot.lookup("#saved").query().isVisible());
        assertThat(new String(Files.readAllBytes(pdf), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-");
    }

    private static void awaitTitle(FxRobot robot, String title) throws Exception {
        WaitForAsyncUtils.waitFor(
                60,
                TimeUnit.SECONDS,
                () -> robot.lookup("#title").queryAs(Labeled.class).getText().equals(title));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static Delivery now(FxRobot robot, String sender) {
        return peer(robot, sender).now().delivery();
    }

    private static Delivery after(FxRobot robot, String sender) {
        return peer(robot, sender).after().delivery();
    }

    private static PeerForecast peer(FxRobot robot, String sender) {
        TableView<PeerForecast> table = robot.lookup("#peers").queryTableView();
        return table.getItems().stream()
                .filter(peer -> peer.name().equals(sender))
                .findFirst()
                .orElseThrow();
    }
}
