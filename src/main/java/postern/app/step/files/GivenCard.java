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
import org.kordamp.ikonli.material2.Material2AL;
import postern.app.engine.Understood;
import postern.app.text.Texts;
import postern.app.ui.Headings;
import postern.app.ui.Icon;
import postern.app.ui.Prose;

/// One input with what was recognised in it.
final class GivenCard extends HBox {

    GivenCard(Given given, Texts texts, Runnable remove) {
        getStyleClass().add("given");
        VBox parts = new VBox();
        parts.getStyleClass().add("given-parts");
        HBox.setHgrow(parts, Priority.ALWAYS);
        if (!given.read()) {
            parts.getChildren().add(reading(given, texts));
        } else if (given.understood().isEmpty()) {
            parts.getChildren()
                    .add(part(new Understood(given.input().name(), "", texts.get("files.nothing"), true), texts));
        } else {
            given.understood().forEach(understood -> parts.getChildren().add(part(understood, texts)));
        }
        Button button = new Button(null, Icon.of(Material2AL.CLOSE));
        button.getStyleClass().addAll("button-icon", "flat", "small");
        button.setAccessibleText(texts.get("files.remove", given.input().name()));
        button.setTooltip(new Tooltip(texts.get("files.remove", given.input().name())));
        button.setOnAction(_ -> remove.run());
        getChildren().addAll(parts, button);
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

    private static Node part(Understood understood, Texts texts) {
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
                understood.problem()
                        ? Icon.of(Material2AL.ERROR_OUTLINE, "warning")
                        : Icon.of(Material2AL.CHECK_CIRCLE, "success"),
                words);
        row.getStyleClass().add("given-part");
        return row;
    }
}
