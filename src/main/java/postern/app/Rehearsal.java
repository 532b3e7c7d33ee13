package postern.app;

import javafx.animation.AnimationTimer;
import javafx.stage.Stage;

/// Closes a window as soon as it has been drawn.
final class Rehearsal extends AnimationTimer {
    /// A pulse waits for the drawing of the one before it, and the first comes before the window is drawn at all.
    private static final int PULSES = 3;

    private final Stage stage;
    private int pulses;

    private Rehearsal(Stage stage) {
        this.stage = stage;
    }

    static void of(Stage stage) {
        new Rehearsal(stage).start();
    }

    @Override
    public void handle(long now) {
        pulses++;
        if (pulses == PULSES) {
            stop();
            stage.hide();
        }
    }
}
