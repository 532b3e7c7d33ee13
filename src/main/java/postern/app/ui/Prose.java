package postern.app.ui;

import atlantafx.base.controls.SelectableTextFlow;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.text.Text;

/// Running text that wraps and that can be selected and copied with the mouse.
public final class Prose {
    /// A preferred width wider than any window. A row reckons its height rightly only when it has to make
    /// its children narrower than they prefer to be.
    public static final double WIDE = 4000;

    private Prose() {}

    /// A paragraph.
    ///
    /// @param styles style classes for its letters, for example `text-muted`
    public static SelectableTextFlow of(String text, String... styles) {
        SelectableTextFlow flow = new SelectableTextFlow();
        flow.getStyleClass().add("prose");
        flow.setAccessibleRole(AccessibleRole.TEXT);
        flow.setMinWidth(0);
        flow.setPrefWidth(WIDE);
        flow.setMinHeight(0);
        fill(flow, text, styles);
        return flow;
    }

    /// A paragraph that follows a changing text and takes no room while that is empty.
    public static SelectableTextFlow following(ObservableValue<String> text, String... styles) {
        SelectableTextFlow flow = of("", styles);
        text.subscribe(now -> {
            fill(flow, now, styles);
            flow.setVisible(!now.isEmpty());
            flow.setManaged(!now.isEmpty());
        });
        return flow;
    }

    private static void fill(SelectableTextFlow flow, String text, String... styles) {
        Text letters = new Text(text);
        letters.getStyleClass().addAll(styles);
        flow.setText(letters);
        flow.setAccessibleText(text);
    }
}
