package postern.app.ui;

import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.util.Duration;
import org.kordamp.ikonli.material2.Material2AL;
import postern.app.text.Texts;

/// A button that copies and says so for a moment.
public final class CopyButton extends Button {
    private static final Duration SAYS_SO_FOR = Duration.seconds(2);

    /// @param label what the button says
    /// @param what  what it copies, for screen readers
    /// @param copy  copies
    public CopyButton(String label, String what, Texts texts, Runnable copy) {
        super(label, Icon.of(Material2AL.CONTENT_COPY));
        setAccessibleText(what);
        getStyleClass().add("copy-button");
        setMinWidth(USE_PREF_SIZE);
        PauseTransition pause = new PauseTransition(SAYS_SO_FOR);
        pause.setOnFinished(_ -> say(label, what, Material2AL.CONTENT_COPY));
        setOnAction(_ -> {
            copy.run();
            say(texts.get("copy.done"), texts.get("copy.done"), Material2AL.CHECK);
            pause.playFromStart();
        });
    }

    private void say(String label, String spoken, Material2AL picture) {
        setText(label);
        setAccessibleText(spoken);
        setGraphic(Icon.of(picture));
    }
}
