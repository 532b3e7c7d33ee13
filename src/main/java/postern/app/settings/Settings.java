package postern.app.settings;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the user chose. Anything missing or unknown in a file becomes the default.
///
/// @param appearance light, dark, in high contrast or as the system
/// @param textSize   size of letters
/// @param lastFolder where files were last opened or saved; empty for none
/// @param width      of the window in pixels, 0 for the default
/// @param height     of the window in pixels, 0 for the default
/// @param language   a language tag (BCP 47); empty for that of the system
/// @param forgetful  whether no list of recent checks is kept
/// @param recent     recent checks, newest first, at most [#MOST_RECENT]
public record Settings(
        Appearance appearance,
        TextSize textSize,
        String lastFolder,
        double width,
        double height,
        String language,
        boolean forgetful,
        List<Recent> recent) {
    /// Recent checks that are kept.
    public static final int MOST_RECENT = 6;

    /// What holds until something is chosen.
    public static final Settings DEFAULT =
            new Settings(Appearance.SYSTEM, TextSize.NORMAL, "", 0, 0, "", false, List.of());

    public Settings(
            @Nullable Appearance appearance,
            @Nullable TextSize textSize,
            @Nullable String lastFolder,
            double width,
            double height,
            @Nullable String language,
            boolean forgetful,
            @Nullable List<Recent> recent) {
        this.appearance = appearance == null ? Appearance.SYSTEM : appearance;
        this.textSize = textSize == null ? TextSize.NORMAL : textSize;
        this.lastFolder = lastFolder == null ? "" : lastFolder;
        this.width = width;
        this.height = height;
        this.language = language == null ? "" : language;
        this.forgetful = forgetful;
        this.recent = recent == null || forgetful
                ? List.of()
                : recent.stream().filter(Objects::nonNull).limit(MOST_RECENT).toList();
    }

    /// With another appearance.
    public Settings with(Appearance chosen) {
        return new Settings(chosen, textSize, lastFolder, width, height, language, forgetful, recent);
    }

    /// With another size of letters.
    public Settings with(TextSize chosen) {
        return new Settings(appearance, chosen, lastFolder, width, height, language, forgetful, recent);
    }

    /// With another folder.
    public Settings withLastFolder(String folder) {
        return new Settings(appearance, textSize, folder, width, height, language, forgetful, recent);
    }

    /// With another size of the window.
    public Settings withWindow(double newWidth, double newHeight) {
        return new Settings(appearance, textSize, lastFolder, newWidth, newHeight, language, forgetful, recent);
    }

    /// With another language.
    public Settings withLanguage(String tag) {
        return new Settings(appearance, textSize, lastFolder, width, height, tag, forgetful, recent);
    }

    /// Keeping no list of recent checks, or keeping one again.
    public Settings withForgetful(boolean forgets) {
        return new Settings(appearance, textSize, lastFolder, width, height, language, forgets, recent);
    }

    /// With a check that was just run at the head of the list.
    public Settings with(Recent check) {
        return withRecent(Stream.concat(Stream.of(check), recent.stream().filter(other -> !other.equals(check)))
                .toList());
    }

    /// With another list of recent checks.
    public Settings withRecent(List<Recent> checks) {
        return new Settings(appearance, textSize, lastFolder, width, height, language, forgetful, checks);
    }
}
