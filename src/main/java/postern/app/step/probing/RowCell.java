package postern.app.step.probing;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import postern.app.text.Texts;
import postern.app.ui.Headings;
import postern.app.ui.Icon;
import postern.app.ui.Prose;

/// One check: icon, name, state, and the server's words. The first of a server carries the server's name.
final class RowCell extends ListCell<Row> {
    private final Texts texts;

    RowCell(Texts texts) {
        this.texts = texts;
        getStyleClass().add("check");
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean empty) {
        super.updateItem(row, empty);
        setText(null);
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        String status = texts.pick("status", row.status().id());
        VBox box = new VBox();
        if (startsGroup(row)) {
            box.getChildren().add(Headings.caption(row.group()));
        }
        box.getChildren().add(line(row, status));
        setGraphic(box);
        setAccessibleText(String.join(", ", row.name(), status, row.detail()));
    }

    /// As high as its words need in the width of the list.
    @Override
    protected double computePrefHeight(double width) {
        Node shown = getGraphic();
        if (shown == null || getWidth() <= 0) {
            return super.computePrefHeight(width);
        }
        double beside = snappedLeftInset() + snappedRightInset();
        return snappedTopInset() + shown.prefHeight(getWidth() - beside) + snappedBottomInset();
    }

    private boolean startsGroup(Row row) {
        int index = getIndex();
        return !row.group().isEmpty()
                && (index == 0
                        || !getListView().getItems().get(index - 1).group().equals(row.group()));
    }

    private Node line(Row row, String status) {
        Label name = new Label(row.name());
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label detail = new Label(row.detail());
        detail.getStyleClass().addAll("text-muted", "small-text");
        detail.setWrapText(true);
        detail.setMinWidth(0);
        detail.setMinHeight(Region.USE_PREF_SIZE);
        detail.setPrefWidth(Prose.WIDE);
        detail.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(detail, Priority.ALWAYS);
        Label state = new Label(status);
        state.getStyleClass().addAll("small-text", "status-" + row.status().id());
        state.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(picture(row.status()), name, detail, state);
        line.getStyleClass().add("check-line");
        return line;
    }

    private static Node picture(Row.Status status) {
        return switch (status) {
            case WAITING -> Icon.of(Material2MZ.RADIO_BUTTON_UNCHECKED, "muted");
            case RUNNING -> {
                ProgressIndicator indicator = new ProgressIndicator();
                indicator.setMinSize(18, 18);
                indicator.setPrefSize(18, 18);
                yield indicator;
            }
            case DONE -> Icon.of(Material2AL.CHECK_CIRCLE, "success");
            case SKIPPED -> Icon.of(Material2MZ.REMOVE_CIRCLE_OUTLINE, "muted");
            case CANCELLED -> Icon.of(Material2AL.CANCEL, "warning");
            case ERROR -> Icon.of(Material2AL.ERROR, "danger");
        };
    }
}
