package postern.app.step.diagnosis;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import postern.app.text.Texts;
import postern.app.ui.Headings;
import postern.app.ui.Icon;
import postern.app.ui.Prose;

/// The answer in its colour, with how sure it is.
final class VerdictBanner extends HBox {

    VerdictBanner(Verdict verdict, Texts texts) {
        String tone = tone(verdict.kind());
        getStyleClass().addAll("verdict", "verdict-" + tone);
        Label title = new Label(verdict.title());
        title.getStyleClass().add("title-3");
        title.setWrapText(true);
        VBox words = new VBox(title, Prose.of(verdict.sentence()));
        words.getStyleClass().add("verdict-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        verdict.finding()
                .ifPresent(cause -> words.getChildren()
                        .add(new HBox(
                                8,
                                Headings.chip(
                                        texts.pick(
                                                "certainty", cause.certainty().id()),
                                        tone),
                                Headings.chip(
                                        texts.pick(
                                                "direction", cause.direction().id()),
                                        "neutral"))));
        getChildren().addAll(Icon.of(picture(verdict.kind()), "large-" + tone), words);
    }

    private static Ikon picture(Verdict.Kind kind) {
        return switch (kind) {
            case CAUSE -> Material2AL.ERROR;
            case NOT_IN_EFFECT -> Material2MZ.SYNC_PROBLEM;
            case UNDECIDED -> Material2AL.HELP;
            case MENDABLE -> Material2AL.BUILD;
            case HEALTHY -> Material2AL.CHECK_CIRCLE;
        };
    }

    private static String tone(Verdict.Kind kind) {
        return switch (kind) {
            case CAUSE -> "danger";
            case NOT_IN_EFFECT -> "warning";
            case UNDECIDED -> "accent";
            case MENDABLE -> "warning";
            case HEALTHY -> "success";
        };
    }
}
