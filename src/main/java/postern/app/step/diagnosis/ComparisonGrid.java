package postern.app.step.diagnosis;

import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2AL;
import postern.app.text.Texts;
import postern.app.ui.Headings;
import postern.app.ui.Icon;
import postern.app.ui.Prose;

/// Before and after the change, side by side.
final class ComparisonGrid extends VBox {
    ComparisonGrid(ComparisonRows comparison, Texts texts) {
        getStyleClass().add("section");
        setId("comparison");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("facts");
        for (int share : new int[] {24, 36, 40}) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(share);
            grid.getColumnConstraints().add(column);
        }
        grid.addRow(
                0,
                new Label(),
                Headings.caption(texts.get("compare.before")),
                Headings.caption(texts.get("compare.now")));
        for (ComparisonRows.Row row : comparison.rows()) {
            Label what = Headings.caption(row.what());
            HBox now = new HBox(
                    row.changed()
                            ? Icon.of(Material2AL.ARROW_FORWARD, "accent")
                            : Icon.of(Material2AL.DRAG_HANDLE, "muted"),
                    Prose.of(row.now(), row.changed() ? "text-bold" : "text-muted"));
            now.getStyleClass().add("bullet");
            grid.addRow(grid.getRowCount(), what, Prose.of(row.before(), "text-muted"), now);
        }
        boolean changed = comparison.rows().stream().anyMatch(ComparisonRows.Row::changed);
        getChildren()
                .addAll(
                        Headings.section(texts.get("compare")),
                        grid,
                        Prose.of(texts.get(changed ? "compare.note" : "compare.same"), "text-muted", "small-text"));
    }
}
