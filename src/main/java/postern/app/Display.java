package postern.app;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/// Whether there is a screen to open a window on. Knows nothing of JavaFX, so it can be asked anywhere.
public final class Display {
    private Display() {}

    /// Asks this process's environment.
    public static boolean isAvailable() {
        return isAvailable(System.getProperties(), System.getenv());
    }

    /// JavaFX needs an X server on Unix systems other than macOS; under Wayland XWayland is one. Its
    /// headless platform counts as a screen, for tests.
    static boolean isAvailable(Properties properties, Map<String, String> environment) {
        if ("Headless".equalsIgnoreCase(properties.getProperty("glass.platform", ""))) {
            return true;
        }
        if (Boolean.parseBoolean(properties.getProperty("java.awt.headless", "false"))) {
            return false;
        }
        String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return system.startsWith("windows")
                || system.startsWith("mac")
                || isSet(environment, "DISPLAY")
                || isSet(environment, "WAYLAND_DISPLAY");
    }

    private static boolean isSet(Map<String, String> environment, String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }
}
