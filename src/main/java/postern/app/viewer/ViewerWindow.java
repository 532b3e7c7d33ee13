package postern.app.viewer;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import postern.app.text.Texts;
import postern.app.ui.Icon;
import postern.app.ui.Prose;
import postern.app.ui.RoleMark;

/// Shows a document beside the wizard. Control+F searches, F3 goes on, F8 goes to the next mark, Escape closes.
public final class ViewerWindow {
    private static final double WIDTH = 860;
    private static final double HEIGHT = 560;
    private static final KeyCombination SEARCH = new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination BACKWARDS = new KeyCodeCombination(KeyCode.F3, KeyCombination.SHIFT_DOWN);

    private final ViewerViewModel model;
    private final Texts texts;
    private final ListView<Line> list = new ListView<>();
    private final TextField search = new TextField();
    private final HBox remark = new HBox();
    private final VBox root = new VBox();
    private final Stage stage = new Stage();

    /// @param dress gives the scene its colours and sizes
    public ViewerWindow(ViewerViewModel model, Texts texts, Window owner, Consumer<Scene> dress) {
        this.model = model;
        this.texts = texts;
        list.setId("lines");
        list.setItems(model.lines());
        list.setCellFactory(_ -> new LineCell(texts));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setAccessibleText(texts.get("viewer.list"));
        list.setPlaceholder(new Label());
        VBox.setVgrow(list, Priority.ALWAYS);
        remark.getStyleClass().add("line-remark");
        remark.setMinHeight(Region.USE_PREF_SIZE);
        root.getStyleClass().add("viewer");
        root.getChildren().addAll(top(), list, remark);
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        list.getSelectionModel().selectedIndexProperty().subscribe(index -> {
            model.choose(index.intValue());
            showRemark();
        });
        model.current().subscribe(index -> show(index.intValue()));
        model.lines().subscribe(this::showRemark);
        Scene scene = new Scene(root, WIDTH, HEIGHT);
        dress.accept(scene);
        stage.initOwner(owner);
        stage.setScene(scene);
        stage.titleProperty().bind(model.title().map(name -> texts.get("viewer.title", name)));
        stage.setOnHidden(_ -> model.close());
    }

    /// Opens the window, or brings it to the front.
    public void show() {
        stage.show();
        stage.toFront();
        list.requestFocus();
    }

    /// Closes the window.
    public void close() {
        stage.close();
    }

    private Node top() {
        search.setId("viewer-search");
        search.setPromptText(texts.get("viewer.search.prompt"));
        search.setAccessibleText(texts.get("viewer.search"));
        search.textProperty().bindBidirectional(model.query());
        search.setOnAction(_ -> model.next());
        Button previous = button("viewer.previous", Material2AL.KEYBOARD_ARROW_UP, model::previous);
        Button next = button("viewer.next", Material2AL.KEYBOARD_ARROW_DOWN, model::next);
        Button mark = new Button(texts.get("viewer.mark"), Icon.of(Material2MZ.SKIP_NEXT));
        mark.setMinWidth(Region.USE_PREF_SIZE);
        mark.setOnAction(_ -> model.nextMark());
        Label found = new Label();
        found.textProperty().bind(model.found());
        found.getStyleClass().add("text-muted");
        found.setMinWidth(Region.USE_PREF_SIZE);
        Label note = new Label();
        note.textProperty().bind(model.note());
        note.getStyleClass().addAll("text-muted", "small-text");
        note.setMaxWidth(Double.MAX_VALUE);
        note.setWrapText(true);
        HBox.setHgrow(note, Priority.ALWAYS);
        HBox row = new HBox(search, previous, next, found, note, mark);
        row.getStyleClass().add("viewer-top");
        return row;
    }

    private Button button(String key, Ikon picture, Runnable action) {
        Button button = new Button(null, Icon.of(picture));
        button.getStyleClass().addAll("button-icon", "flat");
        button.setAccessibleText(texts.get(key));
        button.setOnAction(_ -> action.run());
        return button;
    }

    private void key(KeyEvent event) {
        if (SEARCH.match(event)) {
            search.requestFocus();
            search.selectAll();
        } else if (BACKWARDS.match(event)) {
            model.previous();
        } else if (event.getCode() == KeyCode.F3) {
            model.next();
        } else if (event.getCode() == KeyCode.F8) {
            model.nextMark();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            close();
        } else if (COPY.match(event) && list.isFocused()) {
            model.copy(List.copyOf(list.getSelectionModel().getSelectedItems()));
        } else {
            return;
        }
        event.consume();
    }

    private void show(int index) {
        if (index >= 0 && index != list.getSelectionModel().getSelectedIndex()) {
            list.getSelectionModel().clearAndSelect(index);
            list.getFocusModel().focus(index);
            list.scrollTo(Math.max(0, index - 5));
        }
    }

    /// The whole line, so that it can be read where it is longer than the window is wide, and what is said about it.
    private void showRemark() {
        Line line = list.getSelectionModel().getSelectedItem();
        remark.getChildren().clear();
        if (line == null) {
            return;
        }
        VBox words = new VBox(Prose.of(line.text(), "code"));
        words.getStyleClass().add("section");
        line.marks().stream()
                .distinct()
                .forEach(mark -> words.getChildren()
                        .add(new Label(
                                mark.words(), Icon.of(RoleMark.picture(mark.role()), RoleMark.tone(mark.role())))));
        HBox.setHgrow(words, Priority.ALWAYS);
        remark.getChildren().add(words);
    }
}
