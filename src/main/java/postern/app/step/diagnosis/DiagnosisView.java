package postern.app.step.diagnosis;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import postern.app.step.diagnosis.DiagnosisViewModel.Answer;
import postern.app.step.diagnosis.DiagnosisViewModel.Wish;
import postern.app.text.Texts;
import postern.app.ui.CodeBlock;
import postern.app.ui.Columns;
import postern.app.ui.Headings;
import postern.app.ui.Icon;
import postern.app.ui.Look;
import postern.app.ui.Prose;
import postern.app.ui.StepView;
import postern.diagnosis.Citation;
import postern.evidence.Problem;

/// The answer first, then whose mail arrives how, then every finding.
public final class DiagnosisView implements StepView {
    private final DiagnosisViewModel model;
    private final Texts texts;
    private final Look look;
    private final VBox content = new VBox();
    private Node first = content;
    private boolean compared;
    private PictureTabs tabs;
    private Columns columns;

    /// @param look shows what a finding rests on
    public DiagnosisView(DiagnosisViewModel model, Texts texts, Look look) {
        this.look = look;
        this.model = model;
        this.texts = texts;
        tabs = new PictureTabs(Problem.INBOUND, List.of(), texts);
        columns = new Columns(new VBox(), tabs);
        content.getStyleClass().add("page");
        content.setMinHeight(Region.USE_PREF_SIZE);
        model.answer().subscribe(answer -> answer.ifPresent(this::show));
        // Drawn later than the words, which stay as they are: someone may be reading them.
        model.pictures().subscribe(drawn -> tabs.draw(drawn));
    }

    @Override
    public Parent content() {
        return content;
    }

    /// What stands right below the answer, so that the answer stays in sight.
    @Override
    public Node firstFocus() {
        return compared ? content : columns.isRightAbove() ? tabs : first;
    }

    @Override
    public void entered() {}

    @Override
    public void left() {}

    private void show(Answer answer) {
        List<Node> parts = new ArrayList<>();
        List<FindingCard> cards = new ArrayList<>();
        section("diagnosis.causes", answer.causes(), answer, parts, cards);
        section("diagnosis.contributing", answer.contributing(), answer, parts, cards);
        section("diagnosis.harmless", answer.harmless(), answer, parts, cards);
        section("diagnosis.advice", answer.advice(), answer, parts, cards);
        if (!answer.missing().isEmpty()) {
            parts.add(wishes(answer.missing()));
        }
        if (!answer.remarks().isEmpty()) {
            parts.add(remarks(answer.remarks()));
        }
        VBox words = new VBox(parts.toArray(Node[]::new));
        words.getStyleClass().add("findings");
        tabs = new PictureTabs(answer.direction(), answer.senders(), texts);
        tabs.draw(model.pictures().get());
        columns = new Columns(words, tabs, true, 50).keepingRightInSight();
        columns.getStyleClass().add("answer");
        VBox.setVgrow(columns, Priority.ALWAYS);
        content.getChildren().setAll(new VerdictBanner(answer.verdict(), texts));
        compared = answer.comparison().isPresent();
        // Who checks again wants to know first what became of the change.
        answer.comparison().ifPresent(known -> content.getChildren().add(new ComparedView(known, texts)));
        content.getChildren().add(columns);
        first = cards.stream().findFirst().map(Node.class::cast).orElse(content);
        if (!answer.causes().isEmpty()) {
            cards.getFirst().setExpanded(true);
        }
    }

    private void section(
            String key, List<Explained> findings, Answer answer, List<Node> parts, List<FindingCard> cards) {
        if (findings.isEmpty()) {
            return;
        }
        VBox section = new VBox(Headings.section(texts.get(key)));
        section.getStyleClass().add("section");
        findings.forEach(finding -> {
            boolean told =
                    answer.verdict().finding().filter(finding.finding()::equals).isPresent();
            FindingCard card = new FindingCard(finding, told, texts, model::copy, this::link);
            cards.add(card);
            section.getChildren().add(card);
        });
        parts.add(section);
    }

    /// Where a piece of evidence stands; a link if it can be shown there.
    private Node link(Citation citation) {
        String place = Explained.place(citation);
        if (!model.canShow(citation)) {
            Label label = new Label(place);
            label.getStyleClass().addAll("text-muted", "small-text");
            return label;
        }
        Hyperlink link = new Hyperlink(place, Icon.of(Material2MZ.VISIBILITY, "accent"));
        link.setAccessibleText(texts.get("finding.evidence.show", place));
        link.getStyleClass().add("small-text");
        link.setOnAction(_ -> look.at(citation));
        return link;
    }

    private Node wishes(List<Wish> wishes) {
        VBox section = new VBox(Headings.section(texts.get("diagnosis.missing")));
        section.getStyleClass().add("section");
        wishes.forEach(wish -> {
            section.getChildren().add(bullet(wish.sentence()));
            section.getChildren()
                    .add(new CodeBlock(
                            texts.get("diagnosis.missing.command"),
                            new SimpleStringProperty(wish.command()),
                            texts,
                            model::copy));
        });
        return section;
    }

    private Node remarks(List<String> remarks) {
        VBox section = new VBox(Headings.section(texts.get("diagnosis.remarks")));
        section.getStyleClass().add("section");
        remarks.forEach(remark -> section.getChildren().add(bullet(remark)));
        return section;
    }

    private static Node bullet(String sentence) {
        Node words = Prose.of(sentence);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(Icon.of(Material2AL.CHEVRON_RIGHT, "muted"), words);
        row.getStyleClass().add("bullet");
        return row;
    }
}
