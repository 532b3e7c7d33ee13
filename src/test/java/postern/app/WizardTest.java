package postern.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import postern.app.settings.Appearance;
import postern.app.settings.UnfinishedCase;
import postern.app.shell.Theme;
import postern.app.task.FxTaskRunner;
import postern.app.text.Texts;
import postern.remedy.Delivery;
import postern.remedy.PeerForecast;

/// The wizard as someone without a mouse uses it.
@ExtendWith(ApplicationExtension.class)
class WizardTest {
    @TempDir
    private static Path folder = Path.of("");

    private final FakeEngine engine = new FakeEngine(60);
    private final MemoryCase unfinished = new MemoryCase();
    private final Theme theme = new Theme(new MemoryStore());
    private final MemoryClipboard clipboard = new MemoryClipboard();
    private @Nullable Stage window;

    @Start
    void open(Stage stage) {
        window = stage;
        new Wiring(
                        engine,
                        new FxTaskRunner(),
                        new Wiring.Outside(
                                clipboard,
                                new FixedDialogs(List.of(Path.of("main.cf")), Optional.of(folder)),
                                unfinished,
                                () -> {}),
                        theme,
                        Texts.in(Locale.ENGLISH))
                .show(stage);
    }

    @Test
    void leadsFromTheComplaintToTheReport(FxRobot robot) throws TimeoutException {
        type(robot, "mail.example.com");
        press(robot, KeyCode.ENTER);
        awaitTitle(robot, "What do you have?");
        type(robot, "smtpd_tls_protocols = !SSLv2");
        press(robot, KeyCode.ALT, KeyCode.R);
        awaitTitle(robot, "What was found");
        assertThat(engine.runs.getFirst().server()).isEqualTo("mail.example.com");
        assertThat(engine.runs.getFirst().inputs()).hasSize(1);

        press(robot, KeyCode.ENTER);
        awaitTitle(robot, "What to change");
        awaitFocus(robot, "#setting-smtpd_tls_protocols");
        press(robot, KeyCode.END);
        type(robot, ", !TLSv1");
        await(() -> google(robot) == Delivery.FAILS);
        press(robot, KeyCode.TAB);
        press(robot, KeyCode.SPACE);
        await(() -> google(robot) == Delivery.ENCRYPTED);
        assertThat(robot.lookup("#setting-smtpd_tls_protocols")
                        .queryAs(TextInputControl.class)
                        .getText())
                .isEqualTo("!SSLv2, !SSLv3");

        press(robot, KeyCode.ALT, KeyCode.R);
        awaitTitle(robot, "Take the result along");
        awaitFocus(robot, "#save-pdf");
        press(robot, KeyCode.ALT, KeyCode.C);
        assertThat(clipboard.text()).isEqualTo("smtpd_tls_protocols = !SSLv2, !SSLv3");
        press(robot, KeyCode.ALT, KeyCode.P);
        await(() -> !engine.written.isEmpty());
        assertThat(engine.written).containsExactly(folder.resolve("postern-report-2014-12-19.pdf"));
    }

    @Test
    void showsTheExampleOneKeyAway(FxRobot robot) throws TimeoutException {
        press(robot, KeyCode.ALT, KeyCode.T);
        awaitTitle(robot, "What was found");
        assertThat(engine.runs.getFirst().inputs()).hasSize(3);
    }

    @Test
    void goesOnInAnotherLanguageAndOtherColoursWithAllThatWasGiven(FxRobot robot) throws TimeoutException {
        press(robot, KeyCode.ALT, KeyCode.T);
        awaitTitle(robot, "What was found");
        press(robot, KeyCode.ENTER);
        awaitTitle(robot, "What to change");
        robot.interact(
                () -> theme.change(theme.settings().get().withLanguage("zh-CN").with(Appearance.DARK)));
        awaitTitle(robot, "需要修改什么");
        awaitFocus(robot, "#setting-smtpd_tls_protocols");
        press(robot, KeyCode.ALT, KeyCode.B);
        awaitTitle(robot, "检查结果");
        press(robot, KeyCode.ALT, KeyCode.B);
        awaitTitle(robot, "您手头有什么？");
        robot.interact(
                () -> theme.change(theme.settings().get().withLanguage("en").with(Appearance.CONTRAST)));
        awaitTitle(robot, "What do you have?");
        press(robot, KeyCode.ALT, KeyCode.D);
        awaitTitle(robot, "What was found");
        assertThat(engine.runs).as("a language is no reason to check again").hasSize(1);
    }

    @Test
    void showsTheLineThatAFindingRestsOnAndComesBack(FxRobot robot) throws TimeoutException {
        press(robot, KeyCode.ALT, KeyCode.T);
        awaitTitle(robot, "What was found");
        robot.interact(() -> robot.lookup("main.cf:10").queryAs(Hyperlink.class).fire());
        await(() -> robot.lookup("#lines").tryQuery().isPresent());
        press(robot, KeyCode.CONTROL, KeyCode.F);
        awaitFocus(robot, "#viewer-search");
        robot.interact(() ->
                robot.lookup("#viewer-search").queryAs(TextInputControl.class).setText("tlsv1"));
        await(() -> robot.lookup("1 of 1").tryQuery().isPresent());
        press(robot, KeyCode.ESCAPE);
        await(() -> robot.lookup("#lines").tryQuery().isEmpty());
        assertThat(title(robot)).isEqualTo("What was found");
    }

    @Test
    void offersTheCaseAgainThatWasNotClosed(FxRobot robot) throws TimeoutException {
        type(robot, "mail.example.com");
        await(() -> unfinished.load().map(UnfinishedCase::server).equals(Optional.of("mail.example.com")));
        press(robot, KeyCode.ESCAPE);
        await(() -> robot.lookup("Leave Postern?").tryQuery().isPresent());
        press(robot, KeyCode.TAB);
        press(robot, KeyCode.SPACE);
        await(() -> !window().isShowing());
        assertThat(unfinished.load()).as("closed in order").isEmpty();
    }

    @Test
    void keepsEverythingOnTheWayBack(FxRobot robot) throws TimeoutException {
        press(robot, KeyCode.ALT, KeyCode.T);
        awaitTitle(robot, "What was found");
        press(robot, KeyCode.ALT, KeyCode.B);
        awaitTitle(robot, "What do you have?");
        press(robot, KeyCode.ALT, KeyCode.B);
        awaitTitle(robot, "What is wrong?");
        assertThat(robot.lookup("#server").queryAs(TextInputControl.class).getText())
                .isEqualTo("mail.example.com");
        press(robot, KeyCode.ALT, KeyCode.N);
        awaitTitle(robot, "What do you have?");
        press(robot, KeyCode.ALT, KeyCode.D);
        awaitTitle(robot, "What was found");
        assertThat(engine.runs).as("unchanged input is not checked again").hasSize(1);
    }

    @Test
    void stopsInTheMiddleAndKeepsWhatIsKnown(FxRobot robot) throws TimeoutException {
        engine.pausing(TimeUnit.MINUTES.toMillis(10));
        press(robot, KeyCode.ALT, KeyCode.T);
        awaitTitle(robot, "Checking");
        press(robot, KeyCode.ESCAPE);
        await(() -> robot.lookup("#again").queryAs(Button.class).isVisible());
        assertThat(title(robot)).isEqualTo("Checking");
        press(robot, KeyCode.ALT, KeyCode.D);
        awaitTitle(robot, "What was found");
        assertThat(window().isShowing()).isTrue();
    }

    @Test
    void doesNotGoOnWithAServerItCannotRead(FxRobot robot) throws TimeoutException {
        type(robot, "mail server");
        press(robot, KeyCode.ENTER);
        assertThat(title(robot)).isEqualTo("What is wrong?");
        assertThat(robot.lookup("#next").queryAs(Button.class).isDisabled()).isTrue();
    }

    @Test
    void asksBeforeAnythingIsLost(FxRobot robot) throws TimeoutException {
        type(robot, "mail.example.com");
        press(robot, KeyCode.ESCAPE);
        await(() -> robot.lookup("Leave Postern?").tryQuery().isPresent());
        press(robot, KeyCode.ESCAPE);
        await(() -> robot.lookup("Leave Postern?").tryQuery().isEmpty());
        assertThat(window().isShowing()).isTrue();
        press(robot, KeyCode.ESCAPE);
        await(() -> robot.lookup("Leave Postern?").tryQuery().isPresent());
        press(robot, KeyCode.ENTER);
        await(() -> robot.lookup("Leave Postern?").tryQuery().isEmpty());
        assertThat(window().isShowing())
                .as("what Enter does without a look loses nothing")
                .isTrue();
        assertThat(robot.lookup("#server").queryAs(TextInputControl.class).getText())
                .isEqualTo("mail.example.com");
    }

    @Test
    void leavesAtOnceWhenNothingIsLost(FxRobot robot) throws TimeoutException {
        press(robot, KeyCode.ESCAPE);
        await(() -> !window().isShowing());
    }

    @Test
    void letsTabLeaveTheTextArea(FxRobot robot) throws TimeoutException {
        press(robot, KeyCode.ENTER);
        awaitFocus(robot, "#paste");
        press(robot, KeyCode.TAB);
        assertThat(robot.lookup("#paste").queryAs(TextInputControl.class).getText())
                .isEmpty();
        assertThat(robot.lookup("#paste").<Node>query().isFocused()).isFalse();
    }

    private Stage window() {
        return Objects.requireNonNull(window);
    }

    private static void press(FxRobot robot, KeyCode... keys) {
        robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void type(FxRobot robot, String text) {
        WaitForAsyncUtils.waitForFxEvents();
        robot.write(text);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static String title(FxRobot robot) {
        return robot.lookup("#title").queryAs(Labeled.class).getText();
    }

    private static void awaitTitle(FxRobot robot, String title) throws TimeoutException {
        await(() -> title(robot).equals(title));
    }

    private static void awaitFocus(FxRobot robot, String query) throws TimeoutException {
        await(() -> robot.lookup(query).<Node>query().isFocused());
    }

    private static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static Delivery google(FxRobot robot) {
        TableView<PeerForecast> table = robot.lookup("#peers").queryTableView();
        return table.getItems().stream()
                .filter(peer -> peer.name().equals("Google"))
                .findFirst()
                .orElseThrow()
                .after()
                .delivery();
    }
}
