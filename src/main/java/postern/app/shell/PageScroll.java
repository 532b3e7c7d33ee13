package postern.app.shell;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Scrolls a page as high as the window leaves room for, and follows the keyboard: what has the focus is
/// brought into view.
final class PageScroll extends ScrollPane {
    /// Of something higher than this part of the window only the beginning has to be seen.
    private static final int LARGE = 4;

    /// What has the focus is not pressed against the edge.
    private static final double MARGIN = 8;

    /// Whether nobody has touched the page that is shown. Until then it may still be growing: text wraps only once
    /// its width is known, and what has the focus would be moved out of sight.
    private boolean untouched = true;
    private Subscription growing = Subscription.EMPTY;

    PageScroll() {
        setFitToWidth(true);
        setFitToHeight(true);
        setFocusTraversable(false);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("page-scroll");
        List.of(ScrollEvent.ANY, MouseEvent.MOUSE_PRESSED, KeyEvent.KEY_PRESSED)
                .forEach(touch -> addEventFilter(touch, _ -> untouched = false));
        viewportBoundsProperty().subscribe(this::settle);
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                scene.focusOwnerProperty().subscribe(this::bringIntoView);
            }
        });
    }

    /// Shows another page from its top.
    void show(Parent page) {
        setContent(page);
        setVvalue(0);
        untouched = true;
        growing.unsubscribe();
        growing = page.layoutBoundsProperty().subscribe(this::settle);
    }

    private void settle() {
        if (untouched && getScene() != null) {
            bringIntoView(getScene().getFocusOwner());
        }
    }

    private void bringIntoView(@Nullable Node focused) {
        Node page = getContent();
        if (focused == null || page == null || !isWithin(focused, page)) {
            return;
        }
        double window = getViewportBounds().getHeight();
        double hidden = page.getBoundsInLocal().getHeight() - window;
        if (hidden <= 0) {
            return;
        }
        Bounds wanted = page.sceneToLocal(focused.localToScene(focused.getBoundsInLocal()));
        double top = getVvalue() * hidden;
        double end = Math.min(wanted.getMaxY() + MARGIN, wanted.getMinY() + window / LARGE);
        if (wanted.getMinY() - MARGIN < top) {
            setVvalue((wanted.getMinY() - MARGIN) / hidden);
        } else if (end > top + window) {
            setVvalue((end - window) / hidden);
        }
    }

    private static boolean isWithin(Node node, Node page) {
        for (Node part = node; part != null; part = part.getParent()) {
            if (part.equals(page)) {
                return true;
            }
        }
        return false;
    }
}
