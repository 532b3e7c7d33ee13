package postern.app.step.remedy;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import postern.app.engine.WhatIf;
import postern.app.engine.WhatIf.Remark;
import postern.app.text.Texts;
import postern.app.ui.Headings;
import postern.app.ui.Icon;
import postern.app.ui.Prose;

/// A setting: what it is now, what it should be, and what is to be said about that.
final class SettingCard extends VBox {
    private final TextField field = new TextField();

    SettingCard(SettingViewModel setting, Texts texts) {
        getStyleClass().add("setting");
        Label name = new Label(setting.name());
        name.getStyleClass().addAll("code", "text-bold");
        getChildren().add(name);
        if (!setting.why().isEmpty()) {
            getChildren().add(Prose.of(texts.get("remedy.why", setting.why()), "text-muted", "small-text"));
        }
        getChildren().add(Headings.caption(texts.get("remedy.current")));
        getChildren()
                .add(setting.current()
                        .filter(value -> !value.isBlank())
                        .map(value -> Prose.of(value, "code"))
                        .orElseGet(() -> Prose.of(
                                texts.get(
                                        setting.current().isPresent()
                                                ? "remedy.current.empty"
                                                : "remedy.current.unknown"),
                                "text-muted")));
        getChildren().addAll(newValue(setting, texts), remark(setting));
    }

    /// Where the value is edited.
    TextField field() {
        return field;
    }

    private Node newValue(SettingViewModel setting, Texts texts) {
        field.getStyleClass().add("code");
        field.textProperty().bindBidirectional(setting.value());
        field.setId("setting-" + setting.name());
        field.setAccessibleText(texts.get("remedy.value.name", setting.name()));
        HBox.setHgrow(field, Priority.ALWAYS);
        Label label = Headings.caption(texts.get("remedy.value"));
        label.setLabelFor(field);
        Button undo = new Button(texts.get("remedy.undo"), Icon.of(Material2MZ.UNDO));
        undo.setAccessibleText(texts.get("remedy.undo.name", setting.name()));
        undo.setMinWidth(Region.USE_PREF_SIZE);
        undo.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> !setting.isAsProposed(field.getText()), field.textProperty()));
        undo.managedProperty().bind(undo.visibleProperty());
        undo.setOnAction(_ -> {
            setting.undo();
            field.requestFocus();
        });
        HBox row = new HBox(field, undo);
        row.getStyleClass().add("buttons");
        return new VBox(4, label, row);
    }

    private Node remark(SettingViewModel setting) {
        HBox row = new HBox();
        row.getStyleClass().add("hint");
        setting.remark().subscribe(remark -> {
            row.setVisible(remark.isPresent());
            row.setManaged(remark.isPresent());
            row.getChildren().clear();
            remark.ifPresent(known -> row.getChildren().addAll(icon(known), words(known)));
            field.setAccessibleHelp(remark.map(Remark::sentence).orElse(""));
            field.pseudoClassStateChanged(Styles.STATE_DANGER, isBad(remark));
        });
        return row;
    }

    private static boolean isBad(Optional<Remark> remark) {
        return remark.filter(known -> known.kind() != WhatIf.Kind.NOTE).isPresent();
    }

    private static Node icon(Remark remark) {
        return switch (remark.kind()) {
            case NOT_UNDERSTOOD -> Icon.of(Material2AL.ERROR, "danger");
            case HARMFUL -> Icon.of(Material2MZ.WARNING, "danger");
            case NOTE -> Icon.of(Material2AL.INFO, "muted");
        };
    }

    private static Node words(Remark remark) {
        Node words = Prose.of(remark.sentence(), remark.kind() == WhatIf.Kind.NOTE ? "text-muted" : "text-danger");
        HBox.setHgrow(words, Priority.ALWAYS);
        return words;
    }
}
