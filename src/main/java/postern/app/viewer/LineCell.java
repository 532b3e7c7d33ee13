package postern.app.viewer;

import java.util.Collections;
import java.util.Comparator;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import postern.app.engine.Mark;
import postern.app.text.Texts;
import postern.app.ui.Icon;
import postern.app.ui.RoleMark;
import postern.diagnosis.Role;

/// A line with its number and, in the margin, what kind of remark there is.
final class LineCell extends ListCell<Line> {
    private final Texts texts;
    private final Label number = new Label();
    private final HBox margin = new HBox();
    private final Label words = new Label();
    private final HBox row;

    LineCell(Texts texts) {
        this.texts = texts;
        number.getStyleClass().add("line-number");
        margin.getStyleClass().add("line-margin");
        words.getStyleClass().add("line-text");
        words.setMinWidth(USE_PREF_SIZE);
        row = new HBox(number, margin, words);
        row.getStyleClass().add("line-row");
        getStyleClass().add("line");
    }

    @Override
    protected void updateItem(@Nullable Line line, boolean empty) {
        super.updateItem(line, empty);
        getStyleClass().removeAll("line-marked");
        if (empty || line == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        number.setText(String.valueOf(line.number()));
        words.setText(line.text().replace("\t", "    "));
        margin.getChildren().clear();
        if (line.marks().isEmpty()) {
            setAccessibleText(texts.get("viewer.line", line.number(), line.text()));
        } else {
            Mark worst = Collections.min(line.marks(), Comparator.comparing(Mark::role));
            FontIcon icon = Icon.of(RoleMark.picture(worst.role()), RoleMark.tone(worst.role()));
            margin.getChildren().add(icon);
            if (worst.role() == Role.CAUSE || worst.role() == Role.CONTRIBUTING) {
                getStyleClass().add("line-marked");
            }
            setAccessibleText(texts.get("viewer.line.marked", line.number(), line.text(), remarks(line)));
        }
        setGraphic(row);
    }

    /// Everything that is to be said about a line.
    static String remarks(Line line) {
        return line.marks().stream().map(Mark::words).distinct().collect(Collectors.joining("; "));
    }
}
