package postern.app.shell;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import postern.app.settings.Appearance;
import postern.app.settings.Settings;
import postern.app.settings.TextSize;
import postern.app.text.Texts;
import postern.app.ui.Icon;

/// Colours, size of letters, language, what is remembered, and where the log is.
public final class OptionsMenu extends MenuButton {
    private final Theme theme;
    private final Texts texts;

    /// @param openLogs opens the folder with the program's own log
    public OptionsMenu(Theme theme, Texts texts, Runnable openLogs) {
        super(texts.get("options"), Icon.of(Material2MZ.SETTINGS));
        this.theme = theme;
        this.texts = texts;
        setId("options");
        getStyleClass().add("flat");
        MenuItem logs = new MenuItem(texts.get("options.logs"), Icon.of(Material2AL.FOLDER_OPEN));
        logs.setOnAction(_ -> openLogs.run());
        getItems().addAll(colours(), sizes(), languages(), new SeparatorMenuItem());
        getItems().addAll(keepsRecent(), clearsRecent(), new SeparatorMenuItem(), logs);
    }

    private Menu colours() {
        Menu menu = new Menu(texts.get("options.scheme"), Icon.of(Material2AL.BRIGHTNESS_4));
        ToggleGroup group = new ToggleGroup();
        for (Appearance each : Appearance.values()) {
            menu.getItems()
                    .add(item(
                            texts.pick("options.scheme", each.id()),
                            group,
                            settings -> settings.appearance() == each,
                            () -> theme.choose(each)));
        }
        return menu;
    }

    private Menu sizes() {
        Menu menu = new Menu(texts.get("options.size"), Icon.of(Material2AL.FORMAT_SIZE));
        ToggleGroup group = new ToggleGroup();
        for (TextSize each : TextSize.values()) {
            menu.getItems()
                    .add(item(
                            texts.pick("options.size", each.id()),
                            group,
                            settings -> settings.textSize() == each,
                            () -> theme.choose(each)));
        }
        return menu;
    }

    private Menu languages() {
        Menu menu = new Menu(texts.get("options.language"), Icon.of(Material2MZ.TRANSLATE));
        ToggleGroup group = new ToggleGroup();
        menu.getItems()
                .add(item(
                        texts.get("options.language.system"),
                        group,
                        settings -> settings.language().isEmpty(),
                        () -> theme.change(theme.settings().get().withLanguage(""))));
        addEventHandler(MenuButton.ON_SHOWING, _ -> {
            if (menu.getItems().size() == 1) {
                spoken(menu, group);
            }
        });
        return menu;
    }

    /// The languages there are, looked for when somebody wants to see them: it takes as long as all the rest of the
    /// menu.
    private void spoken(Menu menu, ToggleGroup group) {
        for (Locale each : Texts.languages()) {
            String tag = each.toLanguageTag();
            menu.getItems()
                    .add(item(
                            each.getDisplayName(each),
                            group,
                            settings -> settings.language().equals(tag),
                            () -> theme.change(theme.settings().get().withLanguage(tag))));
        }
    }

    private MenuItem keepsRecent() {
        CheckMenuItem item = new CheckMenuItem(texts.get("options.recent"));
        item.setSelected(!theme.settings().get().forgetful());
        item.setOnAction(_ -> theme.change(theme.settings().get().withForgetful(!item.isSelected())));
        return item;
    }

    private MenuItem clearsRecent() {
        MenuItem item = new MenuItem(texts.get("options.recent.clear"));
        item.setOnAction(_ -> theme.change(theme.settings().get().withRecent(List.of())));
        theme.settings().subscribe(settings -> item.setDisable(settings.recent().isEmpty()));
        return item;
    }

    private RadioMenuItem item(String name, ToggleGroup group, Predicate<Settings> chosen, Runnable choose) {
        RadioMenuItem item = new RadioMenuItem(name);
        item.setToggleGroup(group);
        item.setOnAction(_ -> choose.run());
        theme.settings().subscribe(settings -> item.setSelected(chosen.test(settings)));
        return item;
    }
}
