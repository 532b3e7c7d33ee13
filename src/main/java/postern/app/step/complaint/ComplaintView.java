package postern.app.step.complaint;

import atlantafx.base.controls.CustomTextField;
import atlantafx.base.theme.Styles;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import postern.app.engine.ServerReading;
import postern.app.settings.Recent;
import postern.app.text.Texts;
import postern.app.ui.Headings;
import postern.app.ui.Icon;
import postern.app.ui.Prose;
import postern.app.ui.StepView;
import postern.evidence.Problem;

/// What is wrong, as four cards; the server, as one field.
public final class ComplaintView implements StepView {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final ComplaintViewModel model;
    private final Texts texts;
    private final CustomTextField server = new CustomTextField();
    private final VBox content = new VBox();

    public ComplaintView(ComplaintViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        content.getStyleClass().add("page");
        content.setMinHeight(Region.USE_PREF_SIZE);
        content.getChildren().addAll(unfinished(), cards(), serverSection(), exampleSection(), recent());
    }

    @Override
    public Parent content() {
        return content;
    }

    @Override
    public Node firstFocus() {
        return server;
    }

    @Override
    public void entered() {
        model.entered();
    }

    @Override
    public void left() {}

    private Node cards() {
        ToggleGroup group = new ToggleGroup();
        GridPane grid = new GridPane();
        grid.getStyleClass().add("cards");
        grid.getColumnConstraints().addAll(half(), half());
        grid.add(card(Optional.of(Problem.INBOUND), "inbound", Material2AL.INBOX, group), 0, 0);
        grid.add(card(Optional.of(Problem.OUTBOUND), "outbound", Material2MZ.SEND, group), 1, 0);
        grid.add(card(Optional.of(Problem.CLIENTS), "clients", Material2AL.DEVICES, group), 0, 1);
        grid.add(card(Optional.empty(), "everything", Material2MZ.SEARCH, group), 1, 1);
        Label heading = Headings.section(texts.get("complaint.problem"));
        VBox section = new VBox(heading, grid);
        section.getStyleClass().add("section");
        return section;
    }

    private static ColumnConstraints half() {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(50);
        return column;
    }

    private Node card(Optional<Problem> problem, String id, Ikon picture, ToggleGroup group) {
        String detail = texts.pick("complaint.detail", id);
        RadioButton choice = new RadioButton(texts.pick("complaint.problem", id));
        choice.setWrapText(true);
        choice.setId("problem-" + id);
        choice.setAccessibleHelp(detail);
        choice.setToggleGroup(group);
        // By arrow keys a choice is made without any action.
        choice.selectedProperty().subscribe(chosen -> {
            if (chosen) {
                model.problem().set(problem);
            }
        });
        Label below = new Label(detail);
        below.getStyleClass().addAll("text-muted", "small-text", "choice-detail");
        below.setWrapText(true);
        VBox words = new VBox(choice, below);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox card = new HBox(words, Icon.of(picture, "accent"));
        card.getStyleClass().add("choice");
        card.setOnMouseClicked(_ -> choice.fire());
        model.problem().subscribe(now -> {
            choice.setSelected(now.equals(problem));
            card.pseudoClassStateChanged(CHOSEN, now.equals(problem));
        });
        return card;
    }

    private Node serverSection() {
        server.setId("server");
        server.setLeft(Icon.of(Material2AL.DNS, "field"));
        server.setPromptText(texts.get("complaint.server.prompt"));
        server.textProperty().bindBidirectional(model.server());
        Label label = Headings.section(texts.get("complaint.server"));
        label.setMnemonicParsing(true);
        label.setLabelFor(server);
        HBox answer = new HBox();
        answer.getStyleClass().add("hint");
        model.reading().subscribe(reading -> answer.getChildren().setAll(answer(reading)));
        VBox section = new VBox(label, server, answer, offer());
        section.getStyleClass().add("section");
        return section;
    }

    private Node unfinished() {
        Button take = new Button(texts.get("complaint.unfinished.take"), Icon.of(Material2MZ.RESTORE));
        take.setId("take-unfinished");
        take.setOnAction(_ -> model.takeUnfinished());
        Button drop = new Button(texts.get("complaint.unfinished.drop"));
        drop.getStyleClass().add("flat");
        drop.setOnAction(_ -> model.dropUnfinished());
        for (Button button : new Button[] {take, drop}) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        Node words = Prose.of(texts.get("complaint.unfinished"));
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(words, take, drop);
        row.getStyleClass().add("banner");
        showWhile(row, model.unfinished().map(Optional::isPresent));
        return row;
    }

    private Node recent() {
        VBox list = new VBox();
        list.getStyleClass().add("recent-list");
        model.recent()
                .subscribe(checks -> list.getChildren()
                        .setAll(checks.stream().map(this::recent).toList()));
        VBox section = new VBox(Headings.caption(texts.get("complaint.recent")), list);
        showWhile(section, model.recent().map(checks -> !checks.isEmpty()));
        return section;
    }

    private Node recent(Recent check) {
        String files = check.files().stream()
                .map(path -> path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1))
                .collect(Collectors.joining(", "));
        String what =
                Stream.of(check.server(), files).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
        Hyperlink link = new Hyperlink(what, Icon.of(Material2AL.HISTORY, "muted"));
        link.setOnAction(_ -> model.reopen(check));
        return link;
    }

    private static void showWhile(Node node, ObservableValue<Boolean> condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
    }

    private Node[] answer(ServerReading reading) {
        String sentence = switch (reading) {
            case ServerReading.Empty _ -> texts.get("complaint.server.empty");
            case ServerReading.Named named -> named.sentence();
            case ServerReading.NotUnderstood not -> not.sentence();
        };
        boolean wrong = reading instanceof ServerReading.NotUnderstood;
        Node icon = switch (reading) {
            case ServerReading.Empty _ -> Icon.of(Material2AL.INFO, "muted");
            case ServerReading.Named _ -> Icon.of(Material2AL.CHECK_CIRCLE, "success");
            case ServerReading.NotUnderstood _ -> Icon.of(Material2AL.ERROR, "danger");
        };
        server.pseudoClassStateChanged(Styles.STATE_DANGER, wrong);
        server.setAccessibleHelp(sentence);
        Node prose = Prose.of(sentence, wrong ? "text-danger" : "text-muted");
        HBox.setHgrow(prose, Priority.ALWAYS);
        return new Node[] {icon, prose};
    }

    private Node offer() {
        Hyperlink link = new Hyperlink();
        link.setGraphic(Icon.of(Material2AL.CONTENT_PASTE, "accent"));
        link.setOnAction(_ -> {
            model.takeOffer();
            server.requestFocus();
        });
        model.offer().subscribe(name -> {
            link.setText(texts.get("complaint.server.offer", name));
            link.setVisible(!name.isEmpty());
            link.setManaged(!name.isEmpty());
        });
        return link;
    }

    private Node exampleSection() {
        Button example = new Button(texts.get("complaint.example"), Icon.of(Material2MZ.PLAY_ARROW));
        example.setId("example");
        example.getStyleClass().add("button-outlined");
        example.setMinWidth(Button.USE_PREF_SIZE);
        example.setOnAction(_ -> model.tryExample());
        example.disableProperty().bind(model.starting());
        Button open = new Button(texts.get("complaint.open"), Icon.of(Material2AL.FOLDER_OPEN));
        open.setId("open-case");
        open.getStyleClass().add("button-outlined");
        open.setMinWidth(Button.USE_PREF_SIZE);
        open.setOnAction(_ -> model.openCase());
        Node words = Prose.following(
                model.starting()
                        .map(starting ->
                                texts.get(starting ? "complaint.example.starting" : "complaint.example.detail")),
                "text-muted");
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(example, words, open);
        row.getStyleClass().add("banner");
        return new VBox(row, Prose.following(model.trouble(), "text-danger"));
    }
}
