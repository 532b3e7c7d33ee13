package postern.app.shell;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.kordamp.ikonli.material2.Material2AL;
import postern.app.text.Texts;
import postern.app.ui.Icon;
import postern.app.ui.Prose;

/// A dialog in the colours, letters and language of the window it belongs to.
public final class Notice {
    private Notice() {}

    /// A question, to be answered by one of the buttons. Enter, like Escape, presses the one that cancels and so loses
    /// nothing.
    public static Dialog<ButtonType> question(
            String question, String sentence, Texts texts, Window owner, ButtonType... buttons) {
        Dialog<ButtonType> dialog = of(
                question,
                sentence,
                Icon.of(Material2AL.HELP_OUTLINE, "large-accent"),
                texts,
                Optional.of(owner),
                buttons);
        for (ButtonType each : buttons) {
            if (dialog.getDialogPane().lookupButton(each) instanceof Button button && button.isCancelButton()) {
                button.setDefaultButton(true);
                dialog.setOnShown(_ -> button.requestFocus());
            }
        }
        return dialog;
    }

    /// Word of a mistake, with its detail to be unfolded.
    static Dialog<ButtonType> mistake(String title, String sentence, Node detail, Texts texts, ButtonType close) {
        Dialog<ButtonType> dialog =
                of(title, sentence, Icon.of(Material2AL.ERROR, "large-danger"), texts, front(), close);
        dialog.getDialogPane().setExpandableContent(detail);
        return dialog;
    }

    private static Dialog<ButtonType> of(
            String title, String sentence, Node picture, Texts texts, Optional<Window> owner, ButtonType... buttons) {
        Dialog<ButtonType> dialog = new Dialog<>();
        Pane pane = new Pane(texts);
        pane.setHeaderText(title);
        pane.setGraphic(picture);
        Region words = Prose.of(sentence);
        words.setPrefWidth(Region.USE_COMPUTED_SIZE);
        words.setMinHeight(Region.USE_PREF_SIZE);
        pane.setContent(words);
        pane.getButtonTypes().setAll(buttons);
        for (ButtonType each : buttons) {
            // As wide as its own words: a common width would be that of letters in their first size.
            ButtonBar.setButtonUniformSize(pane.lookupButton(each), false);
        }
        dialog.setDialogPane(pane);
        dialog.setTitle(texts.get("app.name"));
        owner.ifPresent(window -> {
            dialog.initOwner(window);
            pane.dressLike(window.getScene().getRoot());
        });
        return dialog;
    }

    /// The window that people look at.
    private static Optional<Window> front() {
        return Window.getWindows().stream()
                .filter(window -> window instanceof Stage && window.isShowing())
                .reduce((one, other) -> one.isFocused() ? one : other);
    }

    private static final class Pane extends DialogPane {
        private final Texts texts;

        Pane(Texts texts) {
            this.texts = texts;
            getStyleClass().add("notice");
        }

        /// The sheets, the size of letters and what goes with it.
        void dressLike(Parent root) {
            getStylesheets().setAll(root.getScene().getStylesheets());
            setStyle(root.getStyle());
            root.getStyleClass().stream()
                    .filter(name -> name.startsWith("letters-"))
                    .forEach(getStyleClass()::add);
        }

        /// The words of the toolkit's own link follow the system's language.
        @Override
        protected Node createDetailsButton() {
            Hyperlink link = new Hyperlink();
            expandedProperty()
                    .subscribe(expanded ->
                            link.setText(texts.get(expanded ? "defect.detail.hide" : "defect.detail.show")));
            link.setOnAction(_ -> setExpanded(!isExpanded()));
            return link;
        }
    }
}
