package postern.app.step.diagnosis;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Comparator;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import postern.app.engine.Pictures.Chain;
import postern.app.engine.Pictures.End;
import postern.app.engine.Pictures.Fault;
import postern.app.engine.Pictures.Link;
import postern.app.text.Texts;
import postern.app.ui.Headings;
import postern.app.ui.Icon;
import postern.app.ui.Prose;

/// A chain as it was sent, each certificate a box below the one it is certified by; what is wrong stands at its place.
final class ChainDiagram extends VBox {
    private final Texts texts;

    ChainDiagram(Chain chain, Texts texts) {
        this.texts = texts;
        getStyleClass().add("chain");
        getChildren().add(Headings.caption(texts.get("chain.source", chain.source())));
        List<Link> links = chain.links();
        for (int at = 0; at < links.size(); at++) {
            getChildren().add(box(links.get(at), at + 1, links.size()));
        }
        getChildren().add(above(chain));
    }

    private Node box(Link link, int number, int of) {
        Label name = new Label(link.name());
        name.setWrapText(true);
        name.getStyleClass().add("text-bold");
        VBox words = new VBox(name, Prose.of(detail(link), "text-muted", "small-text"));
        HBox.setHgrow(words, Priority.ALWAYS);
        link.faults().stream()
                .sorted(Comparator.comparing(Fault::isHarmless).thenComparing(Comparator.naturalOrder()))
                .forEach(fault -> words.getChildren().add(fault(fault)));
        Label mark = new Label(texts.get("chain.number", number, of));
        mark.getStyleClass().add("chain-number");
        HBox box = new HBox(mark, words);
        box.getStyleClass().add("chain-link");
        if (link.faults().contains(Fault.EXTRA_ROOT)
                || link.faults().contains(Fault.UNRELATED)
                || link.faults().contains(Fault.DUPLICATE)) {
            box.getStyleClass().add("chain-extra");
        }
        if (link.faults().stream().anyMatch(fault -> !fault.isHarmless())) {
            box.getStyleClass().add("chain-bad");
        }
        return box;
    }

    private Node fault(Fault fault) {
        Label label = new Label(
                texts.pick("chain.fault", fault.id()),
                fault.isHarmless()
                        ? Icon.of(Material2AL.CHECK_CIRCLE_OUTLINE, "success")
                        : Icon.of(Material2AL.ERROR, "danger"));
        label.setWrapText(true);
        label.getStyleClass().add(fault.isHarmless() ? "text-success" : "text-danger");
        return label;
    }

    private String detail(Link link) {
        String issuer = texts.get("chain.issuer", link.issuer());
        return link.ends()
                .map(end -> texts.get("chain.issuer.ends", link.issuer(), date(end)))
                .orElse(issuer);
    }

    private String date(Instant moment) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(texts.locale())
                .format(LocalDate.ofInstant(moment, ZoneOffset.UTC));
    }

    /// What receivers have to add by themselves: a gap is drawn as one.
    private Node above(Chain chain) {
        String words = texts.pick("chain.end", chain.end().id(), chain.above());
        Node icon = switch (chain.end()) {
            case KNOWN_ROOT, SENT_ROOT -> Icon.of(Material2MZ.VERIFIED_USER, "success");
            case MISSING -> Icon.of(Material2AL.ERROR, "danger");
            case OWN_ROOT, NAMED_ROOT -> Icon.of(Material2AL.INFO, "muted");
            case NOT_KNOWN -> Icon.of(Material2AL.HELP_OUTLINE, "muted");
        };
        Node prose = Prose.of(words, chain.end() == End.MISSING ? "text-danger" : "text-muted");
        HBox.setHgrow(prose, Priority.ALWAYS);
        HBox box = new HBox(icon, prose);
        box.getStyleClass().addAll("chain-link", chain.end() == End.MISSING ? "chain-gap" : "chain-end");
        return box;
    }
}
