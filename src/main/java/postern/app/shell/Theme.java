package postern.app.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import postern.app.settings.Appearance;
import postern.app.settings.Settings;
import postern.app.settings.SettingsStore;
import postern.app.settings.TextSize;
import postern.app.ui.Resources;

/// Light or dark, and the size of letters; remembered at once.
public final class Theme {
    private final SettingsStore store;
    private final ObjectProperty<Settings> settings;

    public Theme(SettingsStore store) {
        this.store = store;
        this.settings = new SimpleObjectProperty<>(store.load());
    }

    /// Dresses a scene and keeps it dressed as the settings or the system change.
    public void dress(Scene scene) {
        scene.getStylesheets().add(Resources.url("app.css"));
        settings.subscribe(_ -> apply(scene));
        scene.rootProperty().subscribe(_ -> apply(scene));
        Platform.getPreferences().colorSchemeProperty().subscribe(_ -> apply(scene));
    }

    public ObjectProperty<Settings> settings() {
        return settings;
    }

    void choose(Appearance appearance) {
        change(settings.get().with(appearance));
    }

    void choose(TextSize size) {
        change(settings.get().with(size));
    }

    /// Takes over and remembers.
    public void change(Settings changed) {
        settings.set(changed);
        store.save(changed);
    }

    private void apply(Scene scene) {
        Appearance appearance = settings.get().appearance();
        boolean system = appearance == Appearance.SYSTEM;
        boolean contrast = appearance == Appearance.CONTRAST || (system && systemWantsContrast());
        boolean dark = contrast
                || appearance == Appearance.DARK
                || (system && Platform.getPreferences().getColorScheme() == ColorScheme.DARK);
        String sheet = dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet();
        if (!sheet.equals(Application.getUserAgentStylesheet())) {
            Application.setUserAgentStylesheet(sheet);
        }
        String colours = Resources.url("contrast.css");
        if (contrast != scene.getStylesheets().contains(colours)) {
            if (contrast) {
                scene.getStylesheets().add(colours);
            } else {
                scene.getStylesheets().remove(colours);
            }
        }
        TextSize letters = settings.get().textSize();
        scene.getRoot().setStyle("-fx-font-size: " + letters.pixels() + "px;");
        // Icons know no em, so the style sheet gives them a size for each size of letters.
        List<String> classes = scene.getRoot().getStyleClass();
        classes.removeIf(name -> name.startsWith("letters-"));
        classes.add("letters-" + letters.id());
    }

    /// Windows tells by this name (JavaFX, `Platform.Preferences`); other systems do not tell.
    private static boolean systemWantsContrast() {
        return Boolean.TRUE.equals(Platform.getPreferences().get("Windows.SPI.HighContrast"));
    }
}
