package postern.app.shell;

import java.util.EnumMap;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2AL;
import postern.app.flow.Flow;
import postern.app.flow.Page;
import postern.app.flow.Situation;
import postern.app.text.Texts;
import postern.app.ui.Icon;

/// Where one is, and the other pages one can go to.
final class StepList extends VBox {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private final ShellViewModel model;
    private final Texts texts;
    private final Map<Page, Button> buttons = new EnumMap<>(Page.class);

    StepList(ShellViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("steps");
        for (Page page : Page.values()) {
            Button button = new Button();
            button.getStyleClass().addAll("step", "flat");
            button.setMaxWidth(Double.MAX_VALUE);
            button.setId("step-" + page.id());
            button.setOnAction(_ -> model.go(page));
            buttons.put(page, button);
            getChildren().add(button);
        }
        model.page().subscribe(_ -> show());
        model.situation().subscribe(_ -> show());
    }

    private void show() {
        Page current = model.page().get();
        Situation situation = model.situation().get();
        buttons.forEach((page, button) -> {
            boolean here = page == current;
            boolean done = isDone(page, current, situation);
            String name = texts.pick("page", page.id());
            Label mark = done && !here
                    ? new Label(null, Icon.of(Material2AL.CHECK, "step"))
                    : new Label(String.valueOf(page.number()));
            mark.getStyleClass().add("step-mark");
            if (done && !here) {
                mark.getStyleClass().add("done");
            }
            HBox graphic = new HBox(mark, new Label(name));
            graphic.getStyleClass().add("step-graphic");
            button.setGraphic(graphic);
            button.pseudoClassStateChanged(CURRENT, here);
            button.setDisable(!here && !Flow.isReachable(page, situation));
            button.setAccessibleText(texts.get(
                    here ? "steps.current" : done ? "steps.done" : "steps.open",
                    page.number(),
                    Page.values().length,
                    name));
        });
    }

    /// What is only to be read is done once one has gone on from it.
    private static boolean isDone(Page page, Page current, Situation situation) {
        return switch (page) {
            case COMPLAINT -> situation.serverReadable() && situation.somethingGiven();
            case FILES, PROBING -> situation.answered();
            case DIAGNOSIS, REMEDY -> situation.answered() && page.number() < current.number();
            case REPORT -> false;
        };
    }
}
