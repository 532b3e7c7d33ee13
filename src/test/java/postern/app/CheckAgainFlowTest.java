package postern.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// A server that is changed between two looks, from the complaint to the exported report.
@ExtendWith(ApplicationExtension.class)
class CheckAgainFlowTest {
    @TempDir
    private static Path folder = Path.of("");

    private final ChangingServer server;

    CheckAgainFlowTest() throws IOException {
        server = new ChangingServer();
    }

    @Start
    void open(Stage stage) {
        ShownWindow.show(stage, new MemoryClipboard(), new FixedDialogs(List.of(), Optional.of(folder)));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void showsWhatBecameOfTheChange(FxRobot robot) throws Exception {
        await(() -> robot.lookup("#server").query().isFocused());
        robot.interact(
                () -> robot.lookup("#server").queryAs(TextInputControl.class).setText(server.address()));
        press(robot, KeyCode.ALT, KeyCode.N);
        awaitTitle(robot, "What do you have?");
        robot.interact(() -> robot.lookup("#paste")
                .queryAs(TextInputControl.class)
                .replaceSelection("smtpd_tls_security_level = none\n"));
        press(robot, KeyCode.ALT, KeyCode.R);
        awaitTitle(robot, "What was found");
        assertThat(robot.lookup("#comparison").tryQuery()).isEmpty();
        press(robot, KeyCode.ALT, KeyCode.S);
        awaitTitle(robot, "What to change");

        server.switchOn();
        robot.interact(() -> robot.lookup("#check-again").queryAs(Button.class).fire());
        await(() -> robot.lookup("#comparison").tryQuery().isPresent());
        awaitTitle(robot, "What was found");
        assertThat(words(robot.lookup("#comparison").queryAs(Parent.class)))
                .containsSubsequence(
                        "Before and after",
                        "The answer",
                        "Something is wrong",
                        "Gone",
                        "TLS is not switched on",
                        "What the server did and does",
                        "What this rests on");

        press(robot, KeyCode.ALT, KeyCode.S);
        awaitTitle(robot, "What to change");
        press(robot, KeyCode.ALT, KeyCode.R);
        awaitTitle(robot, "Take the result along");
        await(() -> robot.lookup("#save-pdf").query().isFocused());
        press(robot, KeyCode.ALT, KeyCode.H);
        await(() -> robot.lookup("#saved").query().isVisible());
        try (var files = Files.list(folder)) {
            Path report = files.filter(file -> file.toString().endsWith(".html"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(report)).contains("Before and after", "TLS is not switched on", "Gone");
        }
    }

    /// What stands there, from top to bottom.
    private static List<String> words(Parent parent) {
        return parent.lookupAll("*").stream()
                .filter(Node::isVisible)
                .flatMap(node -> node instanceof Labeled labeled
                        ? Optional.ofNullable(labeled.getText()).stream()
                        : node instanceof Text text && !(text.getParent() instanceof Labeled)
                                ? Optional.of(text.getText()).stream()
                                : Optional.<String>empty().stream())
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static void press(FxRobot robot, KeyCode... keys) {
        robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void awaitTitle(FxRobot robot, String title) throws TimeoutException {
        await(() -> robot.lookup("#title").queryAs(Labeled.class).getText().equals(title));
    }

    private static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
