package postern.app.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where the program keeps its own files on each system.
public final class Folders {
    private Folders() {}

    /// The folder for settings: `%APPDATA%\Postern` on Windows, `Library/Application Support/Postern` on
    /// macOS, otherwise `postern` below `$XDG_CONFIG_HOME` or `.config` (XDG Base Directory Specification).
    ///
    /// @param system      the system property `os.name`
    /// @param home        the user's home folder
    /// @param environment the process's environment
    public static Path settings(String system, Path home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return folder(environment, "APPDATA")
                    .orElse(home.resolve("AppData").resolve("Roaming"))
                    .resolve("Postern");
        }
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("Postern");
        }
        return folder(environment, "XDG_CONFIG_HOME")
                .filter(Path::isAbsolute)
                .orElse(home.resolve(".config"))
                .resolve("postern");
    }

    /// The folder for logs: `%LOCALAPPDATA%\Postern\Logs` on Windows, `Library/Logs/Postern` on macOS, otherwise
    /// `postern` below `$XDG_STATE_HOME` or `.local/state` (XDG Base Directory Specification).
    ///
    /// @param system      the system property `os.name`
    /// @param home        the user's home folder
    /// @param environment the process's environment
    public static Path logs(String system, Path home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return folder(environment, "LOCALAPPDATA")
                    .orElse(home.resolve("AppData").resolve("Local"))
                    .resolve("Postern")
                    .resolve("Logs");
        }
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Logs").resolve("Postern");
        }
        return folder(environment, "XDG_STATE_HOME")
                .filter(Path::isAbsolute)
                .orElse(home.resolve(".local").resolve("state"))
                .resolve("postern");
    }

    /// The folder for what lives only as long as a window is open: `postern` below `$XDG_RUNTIME_DIR`, where there is
    /// one, otherwise the folder for settings.
    ///
    /// @param system      the system property `os.name`
    /// @param home        the user's home folder
    /// @param environment the process's environment
    public static Path runtime(String system, Path home, Map<String, String> environment) {
        return folder(environment, "XDG_RUNTIME_DIR")
                .filter(Path::isAbsolute)
                .map(folder -> folder.resolve("postern"))
                .orElseGet(() -> settings(system, home, environment));
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
