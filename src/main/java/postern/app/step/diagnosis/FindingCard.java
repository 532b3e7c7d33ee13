package postern.app.step.diagnosis;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import postern.app.text.Texts;
import postern.app.ui.CodeBlock;
import postern.app.ui.CopyButton;
import postern.app.ui.Headings;
import postern.app.ui.Icon;
import postern.app.ui.Prose;
import postern.app.ui.RoleMark;
import postern.diagnosis.Citation;
import postern.diagnosis.Role;

/// A finding: plain words first, then what to do and the evidence; the technical ground is one click below.
final class FindingCard extends TitledPane {

    /// @param told whether its sentence stands on the page already, as part of the answer
    /// @param place names where a piece of evidence stands
    FindingCard(Explained finding, boolean told, Texts texts, Consumer<String> copy, Function<Citation, Node> place) {
        Role role = finding.finding().role();
        setText(finding.title());
        setGraphic(Icon.of(RoleMark.picture(role), RoleMark.tone(role)));
        setAccessibleText(texts.get("finding.name", texts.pick("role", role.id()), finding.title()));
        setExpanded(false);
        setAnimated(false);
        addEventFilter(KeyEvent.KEY_PRESSED, this::passOn);
        getStyleClass().addAll("finding", "dense");
        VBox body = new VBox();
        body.getStyleClass().add("finding-body");
        boolean fixFirst = told && !finding.fix().isEmpty();
        Node fix = part(texts.get("finding.fix"), Prose.of(finding.fix()));
        body.getChildren().add(top(fixFirst ? fix : Prose.of(finding.sentence()), finding, texts, copy));
        if (!finding.fix().isEmpty() && !fixFirst) {
            body.getChildren().add(fix);
        }
        body.getChildren()
                .add(new CodeBlock(
                        texts.get("finding.commands"),
                        new SimpleStringProperty(String.join(System.lineSeparator(), finding.commands())),
                        texts,
                        copy));
        body.getChildren()
                .add(new CodeBlock(
                        texts.get("finding.instead"),
                        new SimpleStringProperty(String.join(System.lineSeparator(), finding.alternatives())),
                        texts,
                        copy));
        body.getChildren().add(part(texts.get("finding.evidence"), evidence(finding, place)));
        body.getChildren().add(ground(finding, texts));
        setContent(body);
    }

    /// Space opens and closes the card; Enter is for the button that leads on, as everywhere in the wizard.
    private void passOn(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && event.getTarget() == this) {
            event.consume();
            getParent().fireEvent(event.copyFor(getParent(), getParent()));
        }
    }

    private static Node top(Node first, Explained finding, Texts texts, Consumer<String> copy) {
        HBox.setHgrow(first, Priority.ALWAYS);
        CopyButton button = new CopyButton(
                texts.get("copy"), texts.get("copy.what", finding.title()), texts, () -> copy.accept(finding.asText()));
        button.getStyleClass().addAll("small", "flat");
        HBox top = new HBox(first, button);
        top.getStyleClass().add("finding-top");
        top.setAlignment(Pos.TOP_LEFT);
        return top;
    }

    private static Node part(String heading, Node content) {
        VBox part = new VBox(Headings.caption(heading), content);
        part.setPrefWidth(Prose.WIDE);
        part.setMinWidth(0);
        part.getStyleClass().add("finding-part");
        return part;
    }

    private static Node evidence(Explained finding, Function<Citation, Node> place) {
        VBox quotes = new VBox();
        quotes.getStyleClass().add("quotes");
        finding.evidence().forEach(citation -> quotes.getChildren().add(quote(citation, place)));
        return quotes;
    }

    private static Node quote(Citation citation, Function<Citation, Node> place) {
        VBox quote = new VBox(place.apply(citation), Prose.of(citation.text(), "code"));
        quote.getStyleClass().add("quote");
        return quote;
    }

    private static Node ground(Explained finding, Texts texts) {
        TitledPane ground = new TitledPane(texts.get("finding.ground"), Prose.of(finding.explanation(), "text-muted"));
        ground.setAccessibleText(texts.get("finding.ground.name", finding.title()));
        ground.getStyleClass().addAll("ground", "dense");
        ground.setExpanded(false);
        ground.setAnimated(false);
        return ground;
    }
}
