package postern.app.ui;

import java.net.URL;
import java.util.Objects;

/// Files that come with the window.
public final class Resources {
    private Resources() {}

    /// The address of a file below `postern/app`. Named as a class's resource and not by path alone, because
    /// a module shows its files only to itself.
    public static String url(String name) {
        URL url = Resources.class.getResource("/postern/app/" + name);
        return Objects.requireNonNull(url, name).toExternalForm();
    }
}
