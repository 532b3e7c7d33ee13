package postern.app.step.remedy;

import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import postern.app.text.Texts;
import postern.app.ui.CodeBlock;
import postern.app.ui.Columns;
import postern.app.ui.CopyButton;
import postern.app.ui.Headings;
import postern.app.ui.Icon;
import postern.app.ui.PeerTable;
import postern.app.ui.Prose;
import postern.app.ui.StepView;

/// The settings on the left, who gets in with them on the right.
public final class RemedyView implements StepView {
    /// The names of senders are longer than settings.
    private static final double LEFT_PERCENT = 46;

    private final RemedyViewModel model;
    private final Texts texts;
    private final VBox settings = new VBox();
    private final VBox others = new VBox();
    private final Button check = new Button();
    private final PeerTable table;
    private final Columns content;

    /// @param again runs the checks again
    public RemedyView(RemedyViewModel model, Texts texts, Runnable again) {
        this.model = model;
        this.texts = texts;
        this.table = new PeerTable(model.peers(), texts);
        this.content = new Columns(left(again), right(), false, LEFT_PERCENT);
        content.getStyleClass().add("page");
        content.setMinHeight(Region.USE_PREF_SIZE);
    }

    @Override
    public Parent content() {
        return content;
    }

    @Override
    public Node firstFocus() {
        return settings.getChildren().stream()
                .filter(SettingCard.class::isInstance)
                .map(SettingCard.class::cast)
                .findFirst()
                .<Node>map(SettingCard::field)
                .orElseGet(() -> !model.peers().isEmpty() ? table : check);
    }

    @Override
    public void entered() {}

    @Override
    public void left() {}

    private Node left(Runnable again) {
        settings.getStyleClass().add("setting-list");
        model.settings().addListener((ListChangeListener<SettingViewModel>) _ -> showSettings());
        showSettings();
        others.getStyleClass().add("section");
        model.otherSteps().addListener((ListChangeListener<String>) _ -> showOthers());
        showOthers();
        check.setText(texts.get("remedy.again"));
        check.setGraphic(Icon.of(Material2MZ.REFRESH));
        check.setId("check-again");
        check.setMinWidth(Region.USE_PREF_SIZE);
        check.setOnAction(_ -> again.run());
        VBox last = new VBox(check, Prose.of(texts.get("remedy.again.hint"), "text-muted", "small-text"));
        last.getStyleClass().add("section");
        VBox todo = new VBox(settings, others);
        todo.getStyleClass().add("findings");
        VBox left = new VBox(
                todo,
                new FormTabs(model, texts),
                Prose.following(model.saved(), "text-muted"),
                new CodeBlock(texts.get("remedy.verify"), model.verify(), texts, model::copy),
                last);
        left.getStyleClass().add("section");
        return left;
    }

    private void showSettings() {
        settings.getChildren().clear();
        settings.getChildren().add(heading());
        if (model.settings().isEmpty()) {
            settings.getChildren().add(Prose.of(texts.get("remedy.settings.none"), "text-muted"));
        }
        model.settings().forEach(setting -> settings.getChildren().add(new SettingCard(setting, texts)));
    }

    private Node heading() {
        Label label = Headings.section(texts.get("remedy.settings"));
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        HBox row = new HBox(label);
        row.getStyleClass().add("section-head");
        if (!model.settings().isEmpty()) {
            CopyButton copy = new CopyButton(
                    texts.get("remedy.copy"), texts.get("remedy.copy.name"), texts, () -> model.copy(model.lines()));
            copy.setId("copy-lines");
            copy.getStyleClass().addAll("small", "flat");
            row.getChildren().add(copy);
        }
        return row;
    }

    private void showOthers() {
        others.getChildren().setAll(Headings.section(texts.get("remedy.others")));
        model.otherSteps().forEach(step -> {
            Node words = Prose.of(step);
            HBox.setHgrow(words, Priority.ALWAYS);
            HBox row = new HBox(Icon.of(Material2AL.CHEVRON_RIGHT, "muted"), words);
            row.getStyleClass().add("bullet");
            others.getChildren().add(row);
        });
        others.setVisible(!model.otherSteps().isEmpty());
        others.setManaged(!model.otherSteps().isEmpty());
    }

    private Region right() {
        Label heading = Headings.section("");
        heading.setLabelFor(table);
        model.direction().subscribe(direction -> {
            heading.setText(texts.pick("peers.title", direction.id()));
            table.about(direction);
        });
        HBox top = new HBox(heading);
        top.getStyleClass().add("section-head");
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox right = new VBox(
                top,
                Prose.following(model.about(), "text-muted"),
                table,
                Prose.following(table.detail(), "text-muted", "small-text"));
        right.getStyleClass().add("section");
        right.managedProperty().bind(Bindings.isNotEmpty(model.peers()));
        right.visibleProperty().bind(right.managedProperty());
        return right;
    }
}
