package postern.app.step.files;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import postern.app.text.Texts;
import postern.app.ui.Columns;
import postern.app.ui.Headings;
import postern.app.ui.Icon;
import postern.app.ui.Look;
import postern.app.ui.Prose;
import postern.app.ui.StepView;
import postern.app.ui.TabTravel;

/// Ways to hand something in on the left, what was recognised on the right.
public final class FilesView implements StepView {
    private final FilesViewModel model;
    private final Texts texts;
    private final Look look;
    private final HowTo help;
    private final TextArea paste;
    private final VBox list = new VBox();
    private final VBox content = new VBox();
    private final TitledPane more = new TitledPane();
    private final Label heading = Headings.section("");

    /// @param look shows the lines of what was given
    public FilesView(FilesViewModel model, Texts texts, Look look) {
        this.model = model;
        this.look = look;
        this.help = new HowTo(model, texts);
        this.texts = texts;
        this.paste = new PasteArea(model::addText);
        Columns columns = new Columns(input(), recognised());
        VBox.setVgrow(columns, Priority.ALWAYS);
        content.getStyleClass().add("page");
        content.setMinHeight(Region.USE_PREF_SIZE);
        content.getChildren().addAll(columns, contacts());
        content.setOnDragOver(this::dragOver);
        content.setOnDragDropped(this::dropped);
        content.setOnDragExited(_ -> content.getStyleClass().remove("drop-target"));
    }

    @Override
    public Parent content() {
        return content;
    }

    @Override
    public Node firstFocus() {
        return paste;
    }

    @Override
    public void entered() {
        if (help.getScene() != null) {
            help.unfold(help.getScene().getHeight());
        }
    }

    @Override
    public void left() {
        model.addPaste();
    }

    private Node input() {
        Label label = Headings.section(texts.get("files.paste"));
        label.setMnemonicParsing(true);
        label.setLabelFor(paste);
        paste.setId("paste");
        paste.getStyleClass().add("code");
        paste.setPromptText(texts.get("files.paste.prompt"));
        paste.setPrefRowCount(6);
        paste.setPrefColumnCount(20);
        paste.textProperty().bindBidirectional(model.paste());
        TabTravel.leaves(paste);
        VBox.setVgrow(paste, Priority.ALWAYS);
        Button add = button("files.add", Icon.of(Material2MZ.PLAYLIST_ADD), model::addPaste);
        add.disableProperty()
                .bind(Bindings.createBooleanBinding(() -> model.paste().get().isBlank(), model.paste()));
        Button open = button("files.open", Icon.of(Material2AL.INSERT_DRIVE_FILE), model::open);
        Button folder = button("files.folder", Icon.of(Material2AL.FOLDER_OPEN), model::openFolder);
        add.getStyleClass().addAll("small", "flat");
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        HBox top = new HBox(label, add);
        top.getStyleClass().add("section-head");
        FlowPane buttons = new FlowPane(open, folder);
        buttons.getStyleClass().add("actions");
        VBox section = new VBox(
                top,
                paste,
                buttons,
                Prose.of(texts.get("files.drop"), "text-muted", "small-text"),
                Prose.following(model.trouble(), "text-danger"));
        section.getStyleClass().add("section");
        return section;
    }

    private Button button(String key, Node icon, Runnable action) {
        Button button = new Button(texts.get(key), icon);
        button.setId(key.replace('.', '-'));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private Region recognised() {
        list.getStyleClass().add("given-list");
        more.setText(texts.get("files.more"));
        more.setExpanded(false);
        more.setAnimated(false);
        more.getStyleClass().addAll("ground", "dense");
        model.given().addListener((ListChangeListener<Given>) _ -> showList());
        showList();
        VBox.setVgrow(list, Priority.ALWAYS);
        HBox top = new HBox(heading);
        top.getStyleClass().add("section-head");
        VBox section = new VBox(top, list);
        section.getStyleClass().add("section");
        return section;
    }

    private void showList() {
        if (model.given().isEmpty()) {
            more.setContent(null);
            list.getChildren().setAll(help);
        } else {
            List<Node> cards = new ArrayList<>(model.given().stream()
                    .map(entry -> new GivenCard(entry, texts, look, () -> edit(entry), () -> model.remove(entry)))
                    .toList());
            more.setContent(help);
            cards.add(more);
            list.getChildren().setAll(cards);
        }
        heading.setText(texts.get(model.given().isEmpty() ? "files.help" : "files.list"));
    }

    private void edit(Given entry) {
        model.edit(entry);
        paste.requestFocus();
        paste.end();
    }

    private Node contacts() {
        Node sentence = Prose.following(model.contacts(), "text-muted");
        HBox.setHgrow(sentence, Priority.ALWAYS);
        HBox row = new HBox(Icon.of(Material2MZ.VERIFIED_USER, "muted"), sentence);
        row.getStyleClass().add("hint");
        return row;
    }

    private void dragOver(DragEvent event) {
        Dragboard board = event.getDragboard();
        if (board.hasFiles() || board.hasString()) {
            event.acceptTransferModes(TransferMode.COPY);
            if (!content.getStyleClass().contains("drop-target")) {
                content.getStyleClass().add("drop-target");
            }
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        Dragboard board = event.getDragboard();
        if (board.hasFiles()) {
            model.addFiles(board.getFiles().stream().map(file -> file.toPath()).toList());
        } else if (board.hasString()) {
            model.addText(board.getString());
        }
        event.setDropCompleted(true);
        event.consume();
    }
}
