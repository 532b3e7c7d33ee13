package postern.app.step.probing;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.StatusBar;
import org.kordamp.ikonli.material2.Material2MZ;
import postern.app.draft.Check;
import postern.app.text.Texts;
import postern.app.ui.Icon;
import postern.app.ui.Prose;
import postern.app.ui.StepView;

/// The list of checks with the state of each, and the progress below.
public final class ProbingView implements StepView {
    private final ProbingViewModel model;
    private final Texts texts;
    private final ListView<Row> list = new ListView<>();
    private final VBox content = new VBox();

    public ProbingView(ProbingViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        list.setId("checks");
        list.getStyleClass().add("checks");
        list.setItems(model.rows());
        list.setCellFactory(_ -> new RowCell(texts));
        list.setAccessibleText(texts.get("probing.list"));
        list.setPrefHeight(200);
        VBox.setVgrow(list, Priority.ALWAYS);
        content.getStyleClass().add("page");
        content.setMinHeight(Region.USE_PREF_SIZE);
        content.getChildren().addAll(broken(), Prose.following(model.notice()), list, bar(), actions());
    }

    @Override
    public Parent content() {
        return content;
    }

    @Override
    public Node firstFocus() {
        return list;
    }

    @Override
    public void entered() {
        model.entered();
    }

    @Override
    public void left() {}

    private Node bar() {
        StatusBar bar = new StatusBar();
        bar.textProperty().bind(model.status());
        bar.progressProperty()
                .bind(Bindings.when(model.running()).then(model.fraction()).otherwise(0));
        bar.setAccessibleText(texts.get("probing.progress.name"));
        bar.accessibleHelpProperty().bind(model.status());
        return bar;
    }

    private Node actions() {
        Button stop = button(texts.get("probing.stop"), "stop", Icon.of(Material2MZ.STOP), model::cancel);
        stop.visibleProperty().bind(model.running());
        Button again = button(texts.get("probing.again"), "again", Icon.of(Material2MZ.REFRESH), model::start);
        again.visibleProperty().bind(model.running().not());
        for (Button button : new Button[] {stop, again}) {
            button.managedProperty().bind(button.visibleProperty());
        }
        Node note = Prose.of(texts.get("probing.note"), "text-muted", "small-text");
        HBox.setHgrow(note, Priority.ALWAYS);
        HBox row = new HBox(stop, again, note);
        row.getStyleClass().add("hint");
        return row;
    }

    private static Button button(String text, String id, Node icon, Runnable action) {
        Button button = new Button(text, icon);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /// What is shown if the check ended in a defect of the program.
    private Node broken() {
        TextArea detail = new TextArea();
        detail.setEditable(false);
        detail.getStyleClass().add("code");
        detail.setPrefRowCount(8);
        detail.setAccessibleText(texts.get("probing.broken.detail"));
        VBox pane = new VBox(Prose.of(texts.get("probing.broken.sentence"), "text-danger"), detail);
        pane.getStyleClass().add("section");
        pane.setManaged(false);
        pane.setVisible(false);
        model.check().subscribe(check -> {
            boolean failed = check instanceof Check.Failed;
            detail.setText(check instanceof Check.Failed(var _, String text) ? text : "");
            pane.setManaged(failed);
            pane.setVisible(failed);
        });
        return pane;
    }
}
