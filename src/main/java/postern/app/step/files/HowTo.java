package postern.app.step.files;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import postern.app.text.Texts;
import postern.app.ui.CodeBlock;
import postern.app.ui.CopyButton;
import postern.app.ui.Headings;
import postern.app.ui.Icon;
import postern.app.ui.Prose;

/// How to get what can be given: everything by one script, or each by a command for the server's system.
final class HowTo extends VBox {
    private final FilesViewModel model;
    private final Texts texts;
    private final VBox ways = new VBox();
    private final TitledPane single = new TitledPane();
    /// As high as the window must be for all of this, in its letters; the style sheet says how high.
    private final Region ruler = new Region();
    private boolean decided;

    HowTo(FilesViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("how-to");
        ways.getStyleClass().add("section");
        ruler.getStyleClass().add("how-to-ruler");
        ruler.setManaged(false);
        ruler.setVisible(false);
        getChildren().addAll(collector(), single(), ruler);
    }

    private Node collector() {
        CopyButton copy = new CopyButton(
                texts.get("files.collector.copy"), texts.get("files.collector.copy.name"), texts, model::copyCollector);
        copy.setId("collector-copy");
        copy.getStyleClass().add("accent");
        Button save = button("files.collector.save", Material2MZ.SAVE_ALT, model::saveCollector);
        Button read = button("files.collector.read", Material2MZ.VISIBILITY, model::readCollector);
        FlowPane buttons = new FlowPane(copy, save, read);
        buttons.getStyleClass().add("actions");
        VBox section = new VBox(
                Headings.caption(texts.get("files.collector")),
                Prose.of(texts.get("files.collector.how"), "small-text"),
                buttons);
        section.getStyleClass().add("section");
        return section;
    }

    private Button button(String key, Ikon picture, Runnable action) {
        Button button = new Button(texts.get(key), Icon.of(picture));
        button.setId(key.replace('.', '-'));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private Node single() {
        ComboBox<MailSystem> system = new ComboBox<>();
        system.getItems().setAll(MailSystem.values());
        system.setId("system");
        system.valueProperty().bindBidirectional(model.system());
        Label label = Headings.caption(texts.get("files.single"));
        label.setLabelFor(system);
        label.setMinWidth(Region.USE_PREF_SIZE);
        system.setAccessibleText(texts.get("files.single"));
        model.system().subscribe(_ -> showWays());
        model.contacts().subscribe(_ -> showWays());
        HBox head = new HBox(label, system);
        head.getStyleClass().add("section-head");
        VBox section = new VBox(head, ways);
        section.getStyleClass().add("section");
        single.setText(texts.get("files.single.title"));
        single.setContent(section);
        single.setId("single");
        single.setExpanded(false);
        single.setAnimated(false);
        single.getStyleClass().addAll("ground", "dense");
        return single;
    }

    /// Unfolds what may as well be looked for, where the window has room for it.
    void unfold(double windowHeight) {
        applyCss();
        if (!decided && windowHeight > 0) {
            decided = true;
            single.setExpanded(windowHeight >= ruler.getMinHeight());
        }
    }

    private void showWays() {
        ways.getChildren().clear();
        Consumer<String> copy = model::copy;
        model.ways().forEach(way -> {
            String name = texts.pick("files.way", way.id());
            if (way.command().isEmpty()) {
                HBox row = new HBox(Icon.of(Material2AL.INFO, "muted"), Prose.of(name, "text-muted", "small-text"));
                row.getStyleClass().add("bullet");
                ways.getChildren().add(row);
            } else {
                ReadOnlyStringProperty command = new SimpleStringProperty(way.command());
                ways.getChildren().add(new CodeBlock(name, command, texts, copy));
            }
        });
    }
}
