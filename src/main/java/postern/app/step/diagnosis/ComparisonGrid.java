package postern.app.step.diagnosis;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import postern.app.text.Texts;
import postern.app.ui.Headings;
import postern.app.ui.Icon;
import postern.app.ui.Prose;

/// What was before and what is now, in two columns.
final class ComparisonGrid extends GridPane {
    ComparisonGrid(Texts texts) {
        getStyleClass().add("facts");
        for (int share : new int[] {28, 34, 38}) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(share);
            getColumnConstraints().add(column);
        }
        addRow(
                0,
                new Label(),
                Headings.caption(texts.get("compare.before")),
                Headings.caption(texts.get("compare.now")));
    }

    void add(String what, Node before, Node now) {
        Node name = Headings.caption(what);
        addRow(getRowCount(), name, before, now);
        List.of(name, before, now).forEach(each -> setValignment(each, VPos.TOP));
    }

    /// What the server did and does.
    void add(List<ComparisonRows.Row> rows) {
        rows.forEach(row -> add(
                row.what(),
                Prose.of(row.before(), "text-muted"),
                marked(
                        row.changed() ? Material2AL.ARROW_FORWARD : Material2AL.DRAG_HANDLE,
                        row.changed() ? "accent" : "muted",
                        row.now(),
                        row.changed() ? "text-bold" : "text-muted")));
    }

    /// Words behind an icon.
    static Node marked(Ikon picture, String tone, String words, String... styles) {
        Node prose = Prose.of(words, styles);
        HBox.setHgrow(prose, Priority.ALWAYS);
        HBox row = new HBox(Icon.of(picture, tone), prose);
        row.getStyleClass().add("bullet");
        return row;
    }
}
