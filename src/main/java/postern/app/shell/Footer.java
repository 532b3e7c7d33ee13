package postern.app.shell;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.material2.Material2AL;
import postern.app.flow.Flow;
import postern.app.flow.Page;
import postern.app.text.Texts;
import postern.app.ui.Icon;

/// The buttons that lead through the wizard, and why there is no way on if there is none.
final class Footer extends HBox {
    private final ShellViewModel model;
    private final Texts texts;
    private final Button close = new Button();
    private final Button back;
    private final Button next = new Button();
    private final Label hint = new Label();

    /// @param leave is run when the user wants to leave the window
    Footer(ShellViewModel model, Texts texts, Runnable leave) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("footer");
        close.setId("close");
        close.setOnAction(_ -> leave.run());
        close.getStyleClass().add("flat");
        back = new Button(texts.get("footer.back"), Icon.of(Material2AL.ARROW_BACK));
        back.setId("back");
        back.setOnAction(_ -> model.back());
        next.setId("next");
        next.setDefaultButton(true);
        next.setOnAction(_ -> model.next());
        hint.getStyleClass().addAll("text-muted", "small-text");
        hint.setWrapText(true);
        hint.setMaxWidth(Double.MAX_VALUE);
        hint.setMinWidth(0);
        HBox.setHgrow(hint, Priority.ALWAYS);
        for (Button button : new Button[] {close, back, next}) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        getChildren().addAll(close, hint, back, next);
        model.page().subscribe(_ -> show());
        model.situation().subscribe(_ -> show());
    }

    private void show() {
        Page page = model.page().get();
        boolean last = page == Page.REPORT;
        close.setText(texts.get(last ? "footer.close" : "footer.cancel"));
        back.setDisable(Flow.back(page).isEmpty());
        next.setText(texts.pick("footer.next", nextId(page)));
        next.setDefaultButton(!last);
        next.setVisible(!last);
        next.setManaged(!last);
        next.setDisable(Flow.next(page, model.situation().get()).isEmpty());
        hint.setText(model.obstacle()
                .map(obstacle -> texts.pick("footer.obstacle", obstacle.id()))
                .orElse(""));
    }

    private String nextId(Page page) {
        boolean answered = page == Page.FILES && model.situation().get().answered();
        return answered ? "answered" : page.id();
    }
}
