package postern.app.step.probing;

import java.util.Locale;

/// One line of the list of checks.
///
/// @param group  what it belongs to: a server, or empty for the work on files
/// @param name   what is done, for people
/// @param status how it stands
/// @param detail the server's words or what went wrong; may be empty
record Row(String group, String name, Status status, String detail) {

    /// How a check stands.
    enum Status {
        WAITING,
        RUNNING,
        DONE,
        SKIPPED,
        CANCELLED,
        ERROR;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
