package postern.app.ui;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import postern.app.text.Texts;
import postern.evidence.Problem;
import postern.remedy.Delivery;
import postern.remedy.Forecast;
import postern.remedy.PeerForecast;

/// Who gets in, or where mail gets through: every sender or receiver, now and after the change.
public final class PeerTable extends TableView<PeerForecast> {
    private final Texts texts;
    /// Room for both sides of a cell, across and down.
    private static final double SIDES = 22;

    private final List<TableColumn<PeerForecast, Forecast>> forecasts = new ArrayList<>();
    private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper("");
    /// One forecast above the other, as wide as the widest in the letters that are chosen.
    private final VBox ruler = new VBox();

    private final TableColumn<PeerForecast, PeerForecast> who = new TableColumn<>();

    public PeerTable(ObservableList<PeerForecast> peers, Texts texts) {
        super(peers);
        this.texts = texts;
        for (Delivery each : Delivery.values()) {
            ruler.getChildren().add(DeliveryMark.label(texts.pick("delivery", each.id()), each));
        }
        ruler.getStyleClass().add("delivery-ruler");
        ruler.setManaged(false);
        ruler.setVisible(false);
        getChildren().add(ruler);
        setId("peers");
        setPlaceholder(new Label(texts.get("peers.none")));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setMinHeight(160);
        setPrefHeight(200);
        getColumns().add(named(who));
        about(Problem.INBOUND);
        getColumns().add(forecast("peers.now", PeerForecast::now));
        getColumns().add(forecast("peers.after", PeerForecast::after));
        getSelectionModel().selectedItemProperty().subscribe(this::explain);
    }

    /// Says which traffic this is about.
    public void about(Problem direction) {
        setAccessibleText(texts.pick("peers.title", direction.id()));
        who.setText(texts.pick("peers.who", direction.id()));
    }

    /// The longest word decides how wide a forecast is; the sender has the rest.
    @Override
    protected void layoutChildren() {
        ruler.applyCss();
        double width = Math.ceil(ruler.prefWidth(USE_COMPUTED_SIZE));
        if (width != forecasts.getFirst().getMinWidth()) {
            forecasts.forEach(column -> {
                column.setMinWidth(0);
                column.setMaxWidth(width * 1.1);
                column.setPrefWidth(width);
                column.setMinWidth(width);
            });
        }
        super.layoutChildren();
    }

    /// What is to be said about the chosen row.
    public ReadOnlyStringProperty detail() {
        return detail.getReadOnlyProperty();
    }

    private void explain(@Nullable PeerForecast peer) {
        detail.set(
                peer == null
                        ? texts.get("peers.note")
                        : texts.get(
                                "peers.detail",
                                name(peer),
                                DeliveryMark.ground(peer.now(), texts),
                                DeliveryMark.ground(peer.after(), texts),
                                log(peer)));
    }

    private String name(PeerForecast peer) {
        return peer.name(texts.locale());
    }

    private TableColumn<PeerForecast, PeerForecast> named(TableColumn<PeerForecast, PeerForecast> column) {
        column.setPrefWidth(170);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setComparator(Comparator.comparing(this::name, String.CASE_INSENSITIVE_ORDER));
        column.setCellFactory(_ -> new NameCell());
        return column;
    }

    private String log(PeerForecast peer) {
        return peer.wasSeen()
                ? texts.get("peers.log", peer.tls(), peer.failed(), peer.plaintext())
                : texts.get("peers.log.none");
    }

    private TableColumn<PeerForecast, Forecast> forecast(String key, Function<PeerForecast, Forecast> which) {
        TableColumn<PeerForecast, Forecast> column = new TableColumn<>(texts.get(key));
        column.getStyleClass().add("forecast");
        forecasts.add(column);
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

    /// A name that takes a second line where the column is too narrow for it.
    private final class NameCell extends TableCell<PeerForecast, PeerForecast> {
        private final Label name = new Label();

        NameCell() {
            name.setWrapText(true);
            name.maxWidthProperty().bind(widthProperty().subtract(SIDES));
            name.setMinHeight(USE_PREF_SIZE);
        }

        @Override
        protected void updateItem(@Nullable PeerForecast peer, boolean empty) {
            super.updateItem(peer, empty);
            if (empty || peer == null) {
                setGraphic(null);
                setAccessibleText(null);
            } else {
                name.setText(PeerTable.this.name(peer));
                setGraphic(name);
                setAccessibleText(name.getText());
            }
        }

        @Override
        protected double computePrefHeight(double width) {
            return getGraphic() == null
                    ? super.computePrefHeight(width)
                    : name.prefHeight(getTableColumn().getWidth() - SIDES) + SIDES;
        }
    }
}
