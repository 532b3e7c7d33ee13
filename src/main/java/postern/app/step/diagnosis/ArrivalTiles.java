package postern.app.step.diagnosis;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import postern.app.text.Texts;
import postern.app.ui.DeliveryMark;
import postern.app.ui.Icon;
import postern.app.ui.Prose;

/// Whose mail arrives how, a tile for each way.
final class ArrivalTiles extends HBox {
    private static final int MOST_NAMES = 6;

    ArrivalTiles(List<Arrival> arrivals, Texts texts) {
        getStyleClass().add("tiles");
        arrivals.forEach(arrival -> getChildren().add(tile(arrival, texts)));
    }

    private static Node tile(Arrival arrival, Texts texts) {
        Label heading = new Label(
                texts.pick("arrival", arrival.delivery().id()),
                Icon.of(DeliveryMark.picture(arrival.delivery()), DeliveryMark.tone(arrival.delivery())));
        heading.setWrapText(true);
        heading.getStyleClass().add("caption");
        List<String> names = arrival.names();
        String shown = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        String text = names.size() > MOST_NAMES ? texts.get("arrival.more", shown, names.size() - MOST_NAMES) : shown;
        VBox tile = new VBox(heading, Prose.of(text, "text-bold"));
        tile.getStyleClass().add("tile-box");
        tile.setMinWidth(0);
        tile.setPrefWidth(Prose.WIDE);
        HBox.setHgrow(tile, Priority.ALWAYS);
        return tile;
    }
}
