package postern.app.step.diagnosis;

import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import postern.app.text.Texts;
import postern.app.ui.DeliveryMark;
import postern.app.ui.Folded;
import postern.app.ui.Headings;
import postern.app.ui.Prose;
import postern.app.ui.RoleMark;
import postern.remedy.Forecast;
import postern.report.ComparisonText;
import postern.report.Tone;

/// Before and after a change: the answer and what became of each finding; the rest is one click below.
final class ComparedView extends VBox {
    private final Texts texts;

    ComparedView(Compared compared, Texts texts) {
        this.texts = texts;
        getStyleClass().add("section");
        setId("comparison");
        ComparisonGrid facts = new ComparisonGrid(texts);
        compared.facts()
                .forEach(row -> facts.add(
                        row.detail().isEmpty() ? row.what() : texts.get("compare.of", row.what(), row.detail()),
                        side(row.before()),
                        side(row.now())));
        getChildren().addAll(Headings.section(texts.get("compare")), facts);
        compared.groups().forEach(group -> getChildren().add(group(group)));
        if (!compared.senders().isEmpty()) {
            getChildren()
                    .add(new Folded(
                            "comparison-senders",
                            texts.get("compare.senders", compared.senders().size()),
                            senders(compared)));
        }
        if (!compared.looks().rows().isEmpty()) {
            getChildren().add(new Folded("comparison-looks", texts.get("compare.looks"), looks(compared.looks())));
        }
        if (!compared.ground().isEmpty()) {
            getChildren().add(new Folded("comparison-ground", texts.get("compare.ground"), ground(compared)));
        }
    }

    /// An answer with its day behind it, or versions.
    private Node side(ComparisonText.Side side) {
        if (side.tone() == Tone.PLAIN) {
            return Prose.of(side.words());
        }
        return new VBox(
                ComparisonGrid.marked(picture(side.tone()), tone(side.tone()), side.words(), "text-bold"),
                Prose.of(side.detail(), "text-muted", "small-text"));
    }

    private static Ikon picture(Tone tone) {
        return switch (tone) {
            case GOOD -> Material2AL.CHECK_CIRCLE;
            case FAIR -> Material2MZ.SYNC_PROBLEM;
            case BAD -> Material2AL.ERROR;
            case OPEN, PLAIN -> Material2AL.HELP;
        };
    }

    private static String tone(Tone tone) {
        return switch (tone) {
            case GOOD -> "success";
            case FAIR -> "warning";
            case BAD -> "danger";
            case OPEN, PLAIN -> "accent";
        };
    }

    private static Node group(Compared.Group group) {
        VBox lines = new VBox(Headings.caption(group.caption()));
        lines.getStyleClass().add("finding-part");
        group.lines().forEach(line -> lines.getChildren().add(line(group.fate(), line)));
        return lines;
    }

    private static Node line(ComparisonText.Fate fate, Compared.Line line) {
        return switch (fate) {
            case GONE -> ComparisonGrid.marked(Material2AL.CHECK_CIRCLE, "success", line.title());
            case STAYED, NEW ->
                ComparisonGrid.marked(RoleMark.picture(line.role()), RoleMark.tone(line.role()), line.title());
            case OPEN -> ComparisonGrid.marked(Material2AL.HELP_OUTLINE, "muted", line.title(), "text-muted");
        };
    }

    private Node senders(Compared compared) {
        ComparisonGrid grid = new ComparisonGrid(texts);
        compared.senders().forEach(sender -> grid.add(sender.name(), arrival(sender.before()), arrival(sender.now())));
        return grid;
    }

    private Node arrival(Forecast forecast) {
        return ComparisonGrid.marked(
                DeliveryMark.picture(forecast.delivery()),
                DeliveryMark.tone(forecast.delivery()),
                DeliveryMark.words(forecast, texts));
    }

    private Node looks(ComparisonRows looks) {
        ComparisonGrid grid = new ComparisonGrid(texts);
        grid.add(looks.rows());
        VBox all = new VBox(grid);
        if (!looks.changed()) {
            all.getChildren().add(Prose.of(texts.get("compare.same"), "text-muted", "small-text"));
        }
        all.getStyleClass().add("finding-part");
        return all;
    }

    private static Node ground(Compared compared) {
        VBox all = new VBox();
        all.getStyleClass().add("finding-part");
        compared.ground()
                .forEach(sentence -> all.getChildren()
                        .add(ComparisonGrid.marked(Material2AL.CHEVRON_RIGHT, "muted", sentence, "text-muted")));
        return all;
    }
}
