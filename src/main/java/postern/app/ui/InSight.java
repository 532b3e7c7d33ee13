package postern.app.ui;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Keeps a part of a page in sight while something longer beside it is scrolled, as far as the place of both reaches.
final class InSight {
    private final Region part;
    private final Region place;
    private final ObservableValue<Boolean> beside;

    private InSight(Region part, Region place, ObservableValue<Boolean> beside) {
        this.part = part;
        this.place = place;
        this.beside = beside;
    }

    /// @param place  what the part stands at the top of
    /// @param beside whether there is something beside it at all
    static void keep(Region part, Region place, ObservableValue<Boolean> beside) {
        InSight kept = new InSight(part, place, beside);
        // Not only told that it is out of date: whoever scrolls on wants to be followed all the way.
        place.localToSceneTransformProperty().addListener((_, _, _) -> kept.move());
        part.heightProperty().subscribe(kept::move);
        beside.subscribe(kept::move);
    }

    private void move() {
        ScrollPane page = page(place);
        if (page == null
                || !beside.getValue()
                || part.getHeight() > page.getViewportBounds().getHeight()) {
            part.setTranslateY(0);
            return;
        }
        double above = page.localToScene(0, 0).getY() - place.localToScene(0, 0).getY();
        double room = place.getHeight() - part.getHeight();
        part.setTranslateY(Math.max(0, Math.min(above, room)));
    }

    private static @Nullable ScrollPane page(Node node) {
        Parent around = node.getParent();
        while (around != null && !(around instanceof ScrollPane)) {
            around = around.getParent();
        }
        return (ScrollPane) around;
    }
}
