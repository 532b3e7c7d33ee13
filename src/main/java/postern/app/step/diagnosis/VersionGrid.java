package postern.app.step.diagnosis;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import postern.app.engine.Pictures.Accepted;
import postern.app.text.Texts;
import postern.app.ui.Headings;
import postern.app.ui.Icon;
import postern.app.ui.Prose;
import postern.tls.Answer;

/// The versions, whether the server speaks them, and with which suites.
final class VersionGrid extends VBox {
    VersionGrid(List<Accepted> versions, Texts texts) {
        getStyleClass().add("section");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("facts");
        ColumnConstraints growing = new ColumnConstraints();
        growing.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(new ColumnConstraints(), new ColumnConstraints(), growing);
        for (int row = 0; row < versions.size(); row++) {
            Accepted version = versions.get(row);
            Label name = new Label(version.version().toString());
            name.getStyleClass().add("text-bold");
            Label answer = new Label(texts.pick("version", id(version.accepted())), icon(version.accepted()));
            name.setMinWidth(USE_PREF_SIZE);
            answer.setMinWidth(USE_PREF_SIZE);
            grid.addRow(row, name, answer, Prose.of(suites(version, texts), "code", "text-muted"));
            RowConstraints top = new RowConstraints();
            top.setValignment(VPos.TOP);
            grid.getRowConstraints().add(top);
        }
        getChildren()
                .addAll(
                        Headings.caption(
                                texts.get("versions.source", versions.getFirst().source())),
                        grid);
    }

    private static String suites(Accepted version, Texts texts) {
        String names = String.join(" ", version.suites());
        return version.accepted() != Answer.YES || version.complete()
                ? names
                : names.isEmpty() ? texts.get("versions.suites.unknown") : texts.get("versions.suites.more", names);
    }

    private static String id(Answer answer) {
        return switch (answer) {
            case YES -> "yes";
            case NO -> "no";
            case UNKNOWN -> "unknown";
        };
    }

    private static FontIcon icon(Answer answer) {
        return switch (answer) {
            case YES -> Icon.of(Material2AL.CHECK, "success");
            case NO -> Icon.of(Material2AL.CLOSE, "muted");
            case UNKNOWN -> Icon.of(Material2AL.HELP_OUTLINE, "muted");
        };
    }
}
