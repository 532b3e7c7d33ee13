package postern.app.step.diagnosis;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import postern.app.engine.Pictures;
import postern.app.text.Texts;
import postern.app.ui.PeerTable;
import postern.app.ui.Prose;
import postern.evidence.Problem;
import postern.remedy.PeerForecast;

/// What people would rather look at than read about, one tab each; only what there is has a tab.
final class PictureTabs extends TabPane {
    private static final int FEW = 3;

    private final Texts texts;
    private final int before;

    PictureTabs(Problem direction, List<PeerForecast> senders, Texts texts) {
        this.texts = texts;
        getStyleClass().add("pictures");
        setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
        setId("pictures");
        setAccessibleText(texts.get("pictures"));
        if (!senders.isEmpty()) {
            PeerTable table = new PeerTable(FXCollections.observableArrayList(senders), texts);
            table.setId("who-gets-in");
            table.about(direction);
            table.setMinHeight(120);
            table.setPrefHeight(150);
            VBox box = new VBox(table, Prose.following(table.detail(), "text-muted", "small-text"));
            box.getStyleClass().add("section");
            VBox.setVgrow(table, Priority.ALWAYS);
            add(texts.pick("peers.title", direction.id()), box);
        }
        // A few lines need no tall picture, which would push the findings out of sight.
        if (senders.size() <= FEW) {
            getStyleClass().add("pictures-few");
        }
        before = getTabs().size();
        managedProperty().bind(Bindings.isNotEmpty(getTabs()));
        visibleProperty().bind(managedProperty());
    }

    /// Shows these pictures instead of any drawn before.
    void draw(Pictures pictures) {
        getTabs().remove(before, getTabs().size());
        if (!pictures.equals(Pictures.none())) {
            getStyleClass().remove("pictures-few");
        }
        if (!pictures.chains().isEmpty()) {
            VBox chains = new VBox();
            chains.getStyleClass().add("chains");
            pictures.chains().forEach(chain -> chains.getChildren().add(new ChainDiagram(chain, texts)));
            add(texts.get("pictures.chains"), scrolling(chains));
        }
        if (!pictures.log().isEmpty()) {
            add(texts.get("pictures.log"), new LogChart(pictures.log(), texts));
        }
        if (!pictures.versions().isEmpty()) {
            add(texts.get("pictures.versions"), scrolling(new VersionGrid(pictures.versions(), texts)));
        }
    }

    private void add(String title, Node content) {
        content.getStyleClass().add("picture");
        getTabs().add(new Tab(title, content));
    }

    private static Node scrolling(Node content) {
        ScrollPane pane = new ScrollPane(content);
        pane.setFitToWidth(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return pane;
    }
}
