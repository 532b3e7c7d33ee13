package postern.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Labeled;
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

/// Cases without any network, by keyboard from the complaint to the saved report, with the real engine.
@ExtendWith(ApplicationExtension.class)
class FlowsTest {
    private static final String BOUNCE = """
            Mar  1 10:00:00 mail postfix/smtp[812]: setting up TLS connection to mx.example.net[192.0.2.7]:25
            Mar  1 10:00:01 mail postfix/smtp[812]: SSL_connect error to mx.example.net[192.0.2.7]:25: -1
            Mar  1 10:00:01 mail postfix/smtp[812]: warning: TLS library problem: error:1425F102:SSL routines:\
            ssl_choose_client_version:unsupported protocol:../ssl/statem/statem_lib.c:1957:
            Mar  1 10:00:01 mail postfix/smtp[812]: 4F1A23: to=<someone@example.net>, relay=mx.example.net[192.0.2.7]:25, \
            delay=1, delays=0.1/0/0.9/0, dsn=4.7.5, status=deferred (Cannot start TLS: handshake failure)
            """;
    private static final String LEAF_ALONE = """
            $ openssl s_client -connect mail.example.com:25 -starttls smtp -showcerts
            CONNECTED(00000003)
            depth=0 CN = mail.example.com
            verify error:num=20:unable to get local issuer certificate
            verify return:1
            depth=0 CN = mail.example.com
            verify error:num=21:unable to verify the first certificate
            verify return:1
            ---
            Certificate chain
             0 s:CN = mail.example.com
               i:C = US, O = Let's Encrypt, CN = R10
            ---
            New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384
            Verify return code: 21 (unable to verify the first certificate)
            ---
            250 CHUNKING
            """;
    private static final String HEALTHY = """
            Mar  1 10:00:00 mail postfix/smtpd[900]: connect from mail-wi0-x230.google.com[192.0.2.8]
            Mar  1 10:00:01 mail postfix/smtpd[900]: Anonymous TLS connection established from \
            mail-wi0-x230.google.com[192.0.2.8]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
            Mar  1 10:00:02 mail postfix/smtpd[900]: 5A2B34: client=mail-wi0-x230.google.com[192.0.2.8]
            Mar  1 10:00:02 mail postfix/smtpd[900]: disconnect from mail-wi0-x230.google.com[192.0.2.8]
            """;

    @TempDir
    private static Path folder = Path.of("");

    @Start
    void open(Stage stage) {
        ShownWindow.show(stage, new MemoryClipboard(), new FixedDialogs(List.of(), Optional.of(folder)));
    }

    @Test
    void tellsWhyMailCannotGoOut(FxRobot robot) throws Exception {
        walk(robot, 1, BOUNCE);
        assertThat(robot.lookup("Mail from us to others").tryQuery()).isPresent();
        saves(robot);
    }

    @Test
    void tellsThatAnIntermediateIsMissingFromNothingButATest(FxRobot robot) throws Exception {
        walk(robot, 2, LEAF_ALONE);
        assertThat(robot.lookup("Mail programs to us").tryQuery()).isPresent();
        assertThat(robot.lookup("#pictures").tryQuery()).isPresent();
        saves(robot);
    }

    @Test
    void namesNoCauseWhereNothingIsWrong(FxRobot robot) throws Exception {
        walk(robot, 0, HEALTHY);
        assertThat(robot.lookup("Why it fails").tryQuery()).isEmpty();
        saves(robot);
    }

    /// From the cards to the diagnosis, with a text in the paste area.
    ///
    /// @param downs how often to go down from the first card
    private static void walk(FxRobot robot, int downs, String text) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        await(() -> robot.lookup("#server").query().isFocused());
        press(robot, KeyCode.SHIFT, KeyCode.TAB);
        for (int i = 0; i < downs; i++) {
            press(robot, KeyCode.DOWN);
        }
        press(robot, KeyCode.ALT, KeyCode.N);
        awaitTitle(robot, "What do you have?");
        await(() -> robot.lookup("#paste").query().isFocused());
        robot.interact(
                () -> robot.lookup("#paste").queryAs(TextInputControl.class).replaceSelection(text));
        press(robot, KeyCode.ALT, KeyCode.R);
        awaitTitle(robot, "What was found");
    }

    private static void saves(FxRobot robot) throws Exception {
        press(robot, KeyCode.ALT, KeyCode.S);
        awaitTitle(robot, "What to change");
        press(robot, KeyCode.ALT, KeyCode.R);
        awaitTitle(robot, "Take the result along");
        await(() -> robot.lookup("#save-pdf").query().isFocused());
        press(robot, KeyCode.ALT, KeyCode.H);
        await(() -> robot.lookup("#saved").query().isVisible());
        try (var files = Files.list(folder)) {
            assertThat(files).anyMatch(file -> file.toString().endsWith(".html"));
        }
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
