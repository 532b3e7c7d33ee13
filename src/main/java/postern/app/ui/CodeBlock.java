package postern.app.ui;

import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import postern.app.text.Texts;

/// Lines to be copied elsewhere, with their heading and a Copy button.
public final class CodeBlock extends VBox {

    /// @param heading says what the lines are
    /// @param code    the lines; while there are none the block takes no room
    /// @param copy    puts a text on the clipboard
    public CodeBlock(String heading, ObservableValue<String> code, Texts texts, Consumer<String> copy) {
        getStyleClass().add("code-block");
        Label label = Headings.caption(heading);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        CopyButton button = new CopyButton(
                texts.get("copy"), texts.get("copy.what", heading), texts, () -> copy.accept(code.getValue()));
        button.getStyleClass().addAll("small", "flat");
        HBox top = new HBox(label, button);
        top.setAlignment(Pos.CENTER_LEFT);
        StackPane lines = new StackPane(Prose.following(code, "code"));
        lines.getStyleClass().add("code-lines");
        getChildren().addAll(top, lines);
        code.subscribe(text -> {
            setVisible(!text.isEmpty());
            setManaged(!text.isEmpty());
        });
    }
}
