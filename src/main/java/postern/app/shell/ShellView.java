package postern.app.shell;

import java.util.Map;
import java.util.Objects;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import postern.app.flow.Page;
import postern.app.text.Texts;
import postern.app.ui.Resources;
import postern.app.ui.StepView;

/// The window's content: step list at the side, heading, page, buttons.
public final class ShellView {
    private final ShellViewModel model;
    private final Texts texts;
    private final Map<Page, StepView> steps;
    private final BorderPane root = new BorderPane();
    private final PageScroll scroll = new PageScroll();
    private final Subscription turning;
    private final Label title = new Label();
    private final Label subtitle = new Label();

    /// @param options the menu of what is not part of any case
    /// @param escape is run when Escape is pressed and no menu or field wanted it
    /// @param leave  is run when the user wants to leave the window
    public ShellView(
            ShellViewModel model,
            Map<Page, StepView> steps,
            MenuButton options,
            Texts texts,
            Runnable escape,
            Runnable leave) {
        this.model = model;
        this.texts = texts;
        this.steps = Map.copyOf(steps);
        root.getStyleClass().add("shell");
        root.setLeft(side(options));
        root.setCenter(center(leave));
        // A filter, because lists take Escape for themselves even when there is nothing to end.
        root.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                escape.run();
            }
        });
        turning = model.page().subscribe(this::show);
        Page now = model.page().get();
        show(now, now);
    }

    /// Follows the wizard no more.
    public void dispose() {
        turning.unsubscribe();
    }

    public Parent root() {
        return root;
    }

    private Node side(MenuButton options) {
        ImageView icon = new ImageView(new Image(Resources.url("icons/postern-64.png")));
        icon.setFitWidth(32);
        icon.setFitHeight(32);
        Label name = new Label(texts.get("app.name"), icon);
        name.getStyleClass().add("app-name");
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        VBox side = new VBox(name, new StepList(model, texts), gap, options);
        side.getStyleClass().add("side");
        return side;
    }

    private Node center(Runnable leave) {
        title.setId("title");
        title.getStyleClass().add("title-2");
        subtitle.getStyleClass().add("text-muted");
        title.setWrapText(true);
        subtitle.setWrapText(true);
        VBox header = new VBox(title, subtitle);
        header.getStyleClass().add("header");
        header.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Footer footer = new Footer(model, texts, leave);
        footer.setMinHeight(Region.USE_PREF_SIZE);
        VBox center = new VBox(header, scroll, footer);
        HBox.setHgrow(center, Priority.ALWAYS);
        return center;
    }

    private void show(Page from, Page to) {
        if (from != to) {
            step(from).left();
        }
        StepView step = step(to);
        title.setText(texts.pick("title", to.id()));
        subtitle.setText(texts.pick("subtitle", to.id()));
        scroll.show(step.content());
        step.entered();
        // At once, so that no key meets a page without focus; later only where there is no window yet.
        if (root.getScene() != null) {
            focus(to);
        } else {
            Platform.runLater(() -> focus(to));
        }
    }

    private void focus(Page page) {
        if (model.page().get() == page) {
            // The page must have been laid out before one of its controls can take the focus.
            scroll.applyCss();
            scroll.layout();
            step(page).firstFocus().requestFocus();
        }
    }

    private StepView step(Page page) {
        return Objects.requireNonNull(steps.get(page));
    }
}
