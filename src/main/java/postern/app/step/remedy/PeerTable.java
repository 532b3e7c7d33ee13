package postern.app.step.remedy;

import java.util.Comparator;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import postern.app.text.Texts;
import postern.app.ui.DeliveryMark;
import postern.remedy.Forecast;
import postern.remedy.PeerForecast;

/// Who gets in: every sender, now and after the change.
final class PeerTable extends TableView<PeerForecast> {
    private final Texts texts;
    private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper("");

    PeerTable(ObservableList<PeerForecast> peers, Texts texts) {
        super(peers);
        this.texts = texts;
        setId("peers");
        setAccessibleText(texts.get("remedy.peers"));
        setPlaceholder(new Label(texts.get("remedy.peers.none")));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setMinHeight(160);
        setPrefHeight(200);
        getColumns().add(sender());
        getColumns().add(forecast("remedy.peers.now", PeerForecast::now));
        getColumns().add(forecast("remedy.peers.after", PeerForecast::after));
        getSelectionModel().selectedItemProperty().subscribe(this::explain);
    }

    /// What is to be said about the chosen row.
    ReadOnlyStringProperty detail() {
        return detail.getReadOnlyProperty();
    }

    private void explain(@Nullable PeerForecast peer) {
        detail.set(
                peer == null
                        ? texts.get("remedy.peers.note")
                        : texts.get(
                                "remedy.peers.detail",
                                peer.name(),
                                DeliveryMark.ground(peer.now(), texts),
                                DeliveryMark.ground(peer.after(), texts),
                                log(peer)));
    }

    private TableColumn<PeerForecast, PeerForecast> sender() {
        TableColumn<PeerForecast, PeerForecast> column = new TableColumn<>(texts.get("remedy.peers.sender"));
        column.setPrefWidth(110);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setComparator(Comparator.comparing(PeerForecast::name, String.CASE_INSENSITIVE_ORDER));
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable PeerForecast peer, boolean empty) {
                super.updateItem(peer, empty);
                setText(empty || peer == null ? null : peer.name());
            }
        });
        return column;
    }

    private String log(PeerForecast peer) {
        return peer.wasSeen()
                ? texts.get("remedy.peers.log", peer.tls(), peer.failed(), peer.plaintext())
                : texts.get("remedy.peers.log.none");
    }

    private TableColumn<PeerForecast, Forecast> forecast(String key, Function<PeerForecast, Forecast> which) {
        TableColumn<PeerForecast, Forecast> column = new TableColumn<>(texts.get(key));
        column.setPrefWidth(140);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(which.apply(row.getValue())));
        column.setComparator(Comparator.comparing(Forecast::delivery));
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Forecast forecast, boolean empty) {
                super.updateItem(forecast, empty);
                if (empty || forecast == null) {
                    setGraphic(null);
                    setAccessibleText(null);
                } else {
                    String words = DeliveryMark.words(forecast, texts);
                    setGraphic(DeliveryMark.label(words, forecast.delivery()));
                    setAccessibleText(words);
                }
            }
        });
        return column;
    }
}
