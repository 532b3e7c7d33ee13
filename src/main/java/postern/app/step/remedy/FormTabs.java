package postern.app.step.remedy;

import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2MZ;
import postern.app.text.Texts;
import postern.app.ui.CopyButton;
import postern.app.ui.Icon;
import postern.app.ui.Prose;
import postern.app.ui.TabTravel;

/// The change in every form it can be taken along in, a tab each, following every edit.
final class FormTabs extends TabPane {
    private static final int ROWS = 5;

    private final RemedyViewModel model;
    private final Texts texts;

    FormTabs(RemedyViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        setId("forms");
        setAccessibleText(texts.get("remedy.forms"));
        getStyleClass().add("pictures");
        setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
        model.forms().subscribe(this::show);
    }

    /// Tabs stay while the same forms are there, so that typing does not turn the pages.
    private void show(List<Form> forms) {
        List<String> names = forms.stream().map(Form::name).toList();
        List<String> shown = getTabs().stream().map(Tab::getId).toList();
        if (!names.equals(shown)) {
            getTabs().setAll(forms.stream().map(this::tab).toList());
        }
        forms.forEach(form -> getTabs().stream()
                .filter(tab -> form.name().equals(tab.getId()))
                .map(tab -> (TextArea) Objects.requireNonNull(tab.getUserData()))
                .forEach(area -> area.setText(form.text())));
        setVisible(!forms.isEmpty());
        setManaged(!forms.isEmpty());
    }

    private Tab tab(Form form) {
        String title = texts.pick("remedy.form", form.kind().id(), form.name());
        TextArea area = new TextArea();
        area.setEditable(false);
        area.setPrefRowCount(ROWS);
        area.setWrapText(form.kind() == Form.Kind.COMMANDS || form.kind() == Form.Kind.BACK);
        area.getStyleClass().add("code");
        area.setAccessibleText(title);
        TabTravel.leaves(area);
        VBox.setVgrow(area, Priority.ALWAYS);
        CopyButton copy = new CopyButton(
                texts.get("copy"), texts.get("copy.what", title), texts, () -> model.copy(area.getText()));
        Button save = new Button(texts.get("remedy.form.save"), Icon.of(Material2MZ.SAVE_ALT));
        save.setAccessibleText(texts.get("remedy.form.save.name", title));
        save.setOnAction(_ -> model.save(form.name(), area.getText()));
        FlowPane buttons = new FlowPane(copy, save);
        buttons.getStyleClass().add("actions");
        Node how = Prose.of(texts.pick("remedy.form.how", form.kind().id(), form.name()), "text-muted", "small-text");
        VBox content = new VBox(how, area, buttons);
        content.getStyleClass().addAll("section", "picture");
        Tab tab = new Tab(title, content);
        tab.setId(form.name());
        tab.setUserData(area);
        return tab;
    }
}
