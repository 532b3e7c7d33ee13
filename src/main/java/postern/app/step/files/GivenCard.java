package postern.app.step.files;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import postern.app.engine.Input;
import postern.app.engine.Understood;
import postern.app.text.Texts;
import postern.app.ui.Headings;
import postern.app.ui.Icon;
import postern.app.ui.Look;
import postern.app.ui.Prose;
import postern.diagnosis.Citation;

/// One input with what was recognised in it.
final class GivenCard extends HBox {

    private final Texts texts;
    private final Look look;

    /// @param look   shows the lines of a part
    /// @param edit   puts a text back to be corrected
    /// @param remove takes the input away
    GivenCard(Given given, Texts texts, Look look, Runnable edit, Runnable remove) {
        this.texts = texts;
        this.look = look;
        getStyleClass().add("given");
        VBox parts = new VBox();
        parts.getStyleClass().add("given-parts");
        HBox.setHgrow(parts, Priority.ALWAYS);
        if (!given.read()) {
            parts.getChildren().add(reading(given, texts));
            given.understood().forEach(understood -> parts.getChildren().add(part(understood)));
        } else if (given.understood().isEmpty()) {
            parts.getChildren().add(part(new Understood(given.input().name(), "", texts.get("files.nothing"), true)));
        } else {
            given.understood().forEach(understood -> parts.getChildren().add(part(understood)));
        }
        getChildren().add(parts);
        if (given.input() instanceof Input.Text(var _, String text) && text.length() <= PasteArea.MOST_CHARACTERS) {
            getChildren()
                    .add(button(
                            Material2AL.EDIT,
                            texts.get("files.edit", given.input().name()),
                            edit));
        }
        getChildren()
                .add(button(
                        Material2AL.CLOSE,
                        texts.get("files.remove", given.input().name()),
                        remove));
    }

    private static Node reading(Given given, Texts texts) {
        ProgressIndicator indicator = new ProgressIndicator();
        indicator.setPrefSize(18, 18);
        indicator.setAccessibleText(texts.get("files.reading", given.input().name()));
        HBox row = new HBox(
                indicator, new Label(texts.get("files.reading", given.input().name())));
        row.getStyleClass().add("given-part");
        return row;
    }

    private static Button button(Ikon picture, String name, Runnable action) {
        Button button = new Button(null, Icon.of(picture));
        button.getStyleClass().addAll("button-icon", "flat", "small");
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(name));
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static Node picture(Understood understood) {
        if (understood.problem()) {
            return Icon.of(Material2AL.ERROR_OUTLINE, "warning");
        }
        return understood.kind().isEmpty()
                ? Icon.of(Material2AL.INFO, "muted")
                : Icon.of(Material2AL.CHECK_CIRCLE, "success");
    }

    private Node part(Understood understood) {
        Label name = new Label(understood.name());
        name.getStyleClass().add("text-bold");
        Label kind = Headings.chip(
                understood.kind().isEmpty() ? texts.get("files.unknown") : understood.kind(),
                understood.problem() ? "warning" : "neutral");
        FlowPane head = new FlowPane(name, kind);
        head.getStyleClass().add("given-head");
        VBox words = new VBox(head);
        HBox.setHgrow(words, Priority.ALWAYS);
        if (!understood.remark().isEmpty()) {
            words.getChildren().add(Prose.of(understood.remark(), "text-muted", "small-text"));
        }
        HBox row = new HBox(
                picture(understood),
                words,
                button(
                        Material2MZ.VISIBILITY,
                        texts.get("files.show", understood.name()),
                        () -> look.at(Citation.line(understood.name(), 1, ""))));
        row.getStyleClass().add("given-part");
        return row;
    }
}
