package postern.app.settings;

import org.jspecify.annotations.Nullable;

/// What the user chose. Anything missing or unknown in a file becomes the default.
///
/// @param appearance light, dark or as the system
/// @param textSize   size of letters
/// @param lastFolder where files were last opened or saved; empty for none
/// @param width      of the window in pixels, 0 for the default
/// @param height     of the window in pixels, 0 for the default
public record Settings(Appearance appearance, TextSize textSize, String lastFolder, double width, double height) {
    /// What holds until something is chosen.
    public static final Settings DEFAULT = new Settings(Appearance.SYSTEM, TextSize.NORMAL, "", 0, 0);

    public Settings(
            @Nullable Appearance appearance,
            @Nullable TextSize textSize,
            @Nullable String lastFolder,
            double width,
            double height) {
        this.appearance = appearance == null ? Appearance.SYSTEM : appearance;
        this.textSize = textSize == null ? TextSize.NORMAL : textSize;
        this.lastFolder = lastFolder == null ? "" : lastFolder;
        this.width = width;
        this.height = height;
    }

    /// With another appearance.
    public Settings with(Appearance chosen) {
        return new Settings(chosen, textSize, lastFolder, width, height);
    }

    /// With another size of letters.
    public Settings with(TextSize chosen) {
        return new Settings(appearance, chosen, lastFolder, width, height);
    }

    /// With another folder.
    public Settings withLastFolder(String folder) {
        return new Settings(appearance, textSize, folder, width, height);
    }

    /// With another size of the window.
    public Settings withWindow(double newWidth, double newHeight) {
        return new Settings(appearance, textSize, lastFolder, newWidth, newHeight);
    }
}
