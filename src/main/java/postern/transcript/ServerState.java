package postern.transcript;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.maillog.LogLine;

/// What the collector tells of a server beside its settings and its log.
///
/// @param source       the file's name
/// @param taken        when it ran
/// @param versions     what programs say of their release, by name: `postfix`, `dovecot`, `exim`, `openssl`
/// @param programs     the mail programs that run, and since when
/// @param files        files of settings, and when they were changed
/// @param certificates files of certificates that the settings name
/// @param listeners    what the server listens on
public record ServerState(
        String source,
        Optional<Instant> taken,
        Map<String, String> versions,
        List<Running> programs,
        List<ChangedFile> files,
        List<CertificateFile> certificates,
        List<Listener> listeners)
        implements Observation {
    public ServerState {
        versions = Map.copyOf(versions);
        programs = List.copyOf(programs);
        files = List.copyOf(files);
        certificates = List.copyOf(certificates);
        listeners = List.copyOf(listeners);
    }

    /// A program that runs.
    ///
    /// @param name  `postfix` or `dovecot`
    /// @param since when its master process was started. A reload does not move it, so a younger file may be
    ///              in effect all the same; the log tells of reloads.
    /// @param line  the line that says so
    public record Running(String name, Instant since, LogLine line) {}

    /// A file and when it was changed last.
    ///
    /// @param path    where it is
    /// @param changed to the second
    /// @param line    the line that says so
    public record ChangedFile(String path, Instant changed, LogLine line) {

        /// Whether the file was changed after a program was started.
        public boolean isYoungerThan(Running program) {
            return changed.isAfter(program.since());
        }
    }

    /// A program that runs, by its name.
    public Optional<Running> program(String name) {
        return programs.stream().filter(program -> program.name().equals(name)).findFirst();
    }

    /// Whether nothing was understood.
    boolean isBlank() {
        return versions.isEmpty()
                && programs.isEmpty()
                && files.isEmpty()
                && certificates.isEmpty()
                && listeners.isEmpty();
    }
}
