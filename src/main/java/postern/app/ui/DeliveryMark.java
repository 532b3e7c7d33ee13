package postern.app.ui;

import javafx.scene.control.Label;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import postern.app.text.Texts;
import postern.remedy.Delivery;
import postern.remedy.Forecast;
import postern.tls.Outcome;

/// How mail fares, as icon and word.
public final class DeliveryMark {
    private DeliveryMark() {}

    /// The word.
    public static String words(Forecast forecast, Texts texts) {
        return texts.pick("delivery", forecast.delivery().id());
    }

    /// Why it fares so, as a sentence.
    public static String ground(Forecast forecast, Texts texts) {
        return switch (forecast.outcome()) {
            case Outcome.Agreed agreed ->
                agreed.suite()
                        .map(suite -> texts.get(
                                "outcome.agreed.suite", agreed.version().toString(), suite.toString()))
                        .orElseGet(() ->
                                texts.get("outcome.agreed", agreed.version().toString()));
            case Outcome.Refused refused ->
                texts.pick("outcome.refused", refused.reason().id());
            case Outcome.Undecided _ -> texts.get("outcome.undecided");
        };
    }

    /// Icon and word.
    public static Label label(String words, Delivery delivery) {
        Label label = new Label(words, Icon.of(picture(delivery), tone(delivery)));
        label.getStyleClass().add("delivery");
        return label;
    }

    /// The icon.
    public static Ikon picture(Delivery delivery) {
        return switch (delivery) {
            case ENCRYPTED -> Material2AL.LOCK;
            case PLAINTEXT -> Material2AL.LOCK_OPEN;
            case FAILS -> Material2AL.BLOCK;
            case UNKNOWN -> Material2AL.HELP_OUTLINE;
        };
    }

    /// The colour.
    public static String tone(Delivery delivery) {
        return switch (delivery) {
            case ENCRYPTED -> "success";
            case PLAINTEXT -> "warning";
            case FAILS -> "danger";
            case UNKNOWN -> "muted";
        };
    }
}
