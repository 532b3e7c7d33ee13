package postern.app.shell;

import java.util.function.Predicate;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import postern.app.settings.Appearance;
import postern.app.settings.Settings;
import postern.app.settings.TextSize;
import postern.app.text.Texts;
import postern.app.ui.Icon;

/// Light or dark, and the size of letters.
final class AppearanceMenu extends MenuButton {

    AppearanceMenu(Theme theme, Texts texts) {
        super(texts.get("appearance"), Icon.of(Material2MZ.PALETTE));
        setId("appearance");
        getStyleClass().add("flat");
        Menu scheme = new Menu(texts.get("appearance.scheme"), Icon.of(Material2AL.BRIGHTNESS_4));
        ToggleGroup schemes = new ToggleGroup();
        for (Appearance appearance : Appearance.values()) {
            scheme.getItems()
                    .add(item(
                            texts.pick("appearance.scheme", appearance.id()),
                            schemes,
                            theme,
                            settings -> settings.appearance() == appearance,
                            () -> theme.choose(appearance)));
        }
        Menu size = new Menu(texts.get("appearance.size"), Icon.of(Material2AL.FORMAT_SIZE));
        ToggleGroup sizes = new ToggleGroup();
        for (TextSize textSize : TextSize.values()) {
            size.getItems()
                    .add(item(
                            texts.pick("appearance.size", textSize.id()),
                            sizes,
                            theme,
                            settings -> settings.textSize() == textSize,
                            () -> theme.choose(textSize)));
        }
        getItems().addAll(scheme, size);
    }

    private static RadioMenuItem item(
            String name, ToggleGroup group, Theme theme, Predicate<Settings> chosen, Runnable choose) {
        RadioMenuItem item = new RadioMenuItem(name);
        item.setToggleGroup(group);
        item.setOnAction(_ -> choose.run());
        theme.settings().subscribe(settings -> item.setSelected(chosen.test(settings)));
        return item;
    }
}
