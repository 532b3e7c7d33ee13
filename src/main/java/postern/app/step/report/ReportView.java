package postern.app.step.report;

import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.IntegerBinding;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import postern.app.engine.Format;
import postern.app.text.Texts;
import postern.app.ui.CopyButton;
import postern.app.ui.Headings;
import postern.app.ui.Icon;
import postern.app.ui.Prose;
import postern.app.ui.StepView;
import postern.app.ui.TabTravel;
import postern.redaction.StandIn;

/// What to do with the report, and what it says.
public final class ReportView implements StepView {
    private final ReportViewModel model;
    private final Texts texts;
    private final Button pdf;
    private final VBox content = new VBox();

    public ReportView(ReportViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.pdf = save(Format.PDF, Material2MZ.PICTURE_AS_PDF);
        pdf.setDefaultButton(true);
        content.getStyleClass().add("page");
        content.setMinHeight(Region.USE_PREF_SIZE);
        content.getChildren().addAll(actions(), sharing(), saved(), preview());
    }

    @Override
    public Parent content() {
        return content;
    }

    @Override
    public Node firstFocus() {
        return pdf;
    }

    @Override
    public void entered() {
        model.entered();
    }

    @Override
    public void left() {}

    private Node actions() {
        CopyButton settings = new CopyButton(
                texts.get("report.settings"), texts.get("report.settings.name"), texts, model::copySettings);
        settings.setId("copy-settings");
        settings.disableProperty().bind(model.settingsThere().not());
        Button whole = new Button(texts.get("report.case"), Icon.of(Material2MZ.SAVE));
        whole.setId("save-case");
        whole.setAccessibleHelp(texts.get("report.case.help"));
        whole.setTooltip(new Tooltip(texts.get("report.case.help")));
        whole.setMinWidth(Region.USE_PREF_SIZE);
        whole.setOnAction(_ -> model.saveCase());
        FlowPane row = new FlowPane(
                pdf,
                save(Format.HTML, Material2AL.DESCRIPTION),
                save(Format.JSON, Material2AL.DESCRIPTION),
                save(Format.TEXT, Material2AL.DESCRIPTION),
                settings,
                whole);
        row.getStyleClass().add("actions");
        return row;
    }

    private Button save(Format format, Ikon picture) {
        Button button = new Button(texts.pick("report.save", format.id()), Icon.of(picture));
        button.setId("save-" + format.id());
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> model.save(format));
        return button;
    }

    /// Whether names are replaced, and by what.
    private Node sharing() {
        CheckBox redact = new CheckBox(texts.get("report.redact"));
        redact.setId("redact");
        redact.selectedProperty().bindBidirectional(model.redact());
        TableView<StandIn> table = new TableView<>(model.replaced());
        table.setAccessibleText(texts.get("report.redact.list"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPrefHeight(180);
        table.getColumns().add(column("report.redact.original", StandIn::original));
        table.getColumns().add(column("report.redact.stand-in", StandIn::standIn));
        TitledPane list = new TitledPane("", table);
        list.getStyleClass().addAll("ground", "dense");
        list.setExpanded(false);
        list.setAnimated(false);
        IntegerBinding count = Bindings.size(model.replaced());
        list.textProperty().bind(count.map(number -> texts.get("report.redact.count", number)));
        list.visibleProperty().bind(count.greaterThan(0));
        list.managedProperty().bind(count.greaterThan(0));
        return new VBox(redact, list);
    }

    private TableColumn<StandIn, String> column(String key, Function<StandIn, String> value) {
        TableColumn<StandIn, String> column = new TableColumn<>(texts.get(key));
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(value.apply(row.getValue())));
        return column;
    }

    private Node saved() {
        HBox row = new HBox();
        row.setId("saved");
        row.getStyleClass().add("hint");
        model.saved().subscribe(saved -> {
            row.getChildren().clear();
            row.setManaged(saved.isPresent());
            row.setVisible(saved.isPresent());
            saved.ifPresent(known -> {
                Node words = Prose.of(known.sentence(), known.failed() ? "text-danger" : "text-success");
                HBox.setHgrow(words, Priority.ALWAYS);
                row.getChildren()
                        .addAll(
                                known.failed()
                                        ? Icon.of(Material2AL.ERROR, "danger")
                                        : Icon.of(Material2AL.CHECK_CIRCLE, "success"),
                                words);
            });
        });
        return row;
    }

    private Node preview() {
        TextArea area = new TextArea();
        area.setId("preview");
        area.setEditable(false);
        area.setWrapText(true);
        area.getStyleClass().add("code");
        area.setPrefRowCount(6);
        area.textProperty().bind(model.preview());
        TabTravel.leaves(area);
        VBox.setVgrow(area, Priority.ALWAYS);
        Label heading = Headings.section(texts.get("report.preview"));
        heading.setLabelFor(area);
        heading.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(heading, Priority.ALWAYS);
        CopyButton copy = new CopyButton(
                texts.get("copy"), texts.get("copy.what", texts.get("report.preview")), texts, model::copyReport);
        copy.getStyleClass().addAll("small", "flat");
        HBox top = new HBox(heading, copy);
        top.getStyleClass().add("section-head");
        VBox section = new VBox(top, area);
        section.getStyleClass().add("section");
        VBox.setVgrow(section, Priority.ALWAYS);
        return section;
    }
}
