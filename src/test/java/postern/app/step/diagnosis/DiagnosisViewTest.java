package postern.app.step.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import postern.app.FakeEngine;
import postern.app.FoundingCase;
import postern.app.LaterRunner;
import postern.app.MemoryClipboard;
import postern.app.draft.Check;
import postern.app.draft.Draft;
import postern.app.text.Texts;

@ExtendWith(ApplicationExtension.class)
class DiagnosisViewTest {
    private final Draft draft = new Draft();
    private final LaterRunner runner = new LaterRunner();

    @Start
    void open(Stage stage) {
        Texts texts = Texts.in(Locale.ENGLISH);
        DiagnosisViewModel model =
                new DiagnosisViewModel(draft, new FakeEngine(0), new MemoryClipboard(), runner, texts);
        DiagnosisView view = new DiagnosisView(model, texts, _ -> {});
        draft.setCheck(new Check.Finished(draft.request(), FoundingCase.report(), false));
        stage.setScene(new Scene(new BorderPane(view.content()), 900, 700));
        stage.show();
        view.firstFocus().requestFocus();
    }

    @Test
    void leavesTheWordsAsTheReaderHasThemWhenThePicturesArrive(FxRobot robot) {
        TitledPane cause = robot.lookup(".finding").query();
        TabPane pictures = robot.lookup("#pictures").query();
        robot.push(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(cause.isExpanded()).isFalse();
        assertThat(pictures.getTabs()).extracting(Tab::getText).containsExactly("Who gets in");

        robot.interact(runner::runNext);
        assertThat(pictures.getTabs()).hasSizeGreaterThan(1);
        assertThat(cause.isExpanded()).isFalse();
        assertThat(cause.isFocused()).isTrue();
    }
}
