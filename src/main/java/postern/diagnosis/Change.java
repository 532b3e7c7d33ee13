package postern.diagnosis;

import java.util.Optional;

/// Something to change, as data: it can be shown, edited, applied and compared.
///
/// @param target    where
/// @param service   the master.cf service it belongs to, for example `submission`; empty for main.cf
/// @param parameter the setting; empty where it is not a setting
/// @param value     its new value; an empty text means to leave the setting empty or remove it; absent
///                  if it cannot be known (a certificate's path, say)
/// @param command   what to run; for a setting the `postconf` command that makes the change
public record Change(
        Target target,
        Optional<String> service,
        Optional<String> parameter,
        Optional<String> value,
        Optional<String> command) {

    /// A setting of main.cf with a new value.
    public static Change mainCf(String parameter, String value) {
        return new Change(
                Target.MAIN_CF,
                Optional.empty(),
                Optional.of(parameter),
                Optional.of(value),
                Optional.of("postconf -e '" + parameter + " = " + value + "'"));
    }

    /// A setting of main.cf whose right value only the owner knows.
    public static Change mainCf(String parameter) {
        return new Change(Target.MAIN_CF, Optional.empty(), Optional.of(parameter), Optional.empty(), Optional.empty());
    }

    /// A command to run.
    public static Change command(String command) {
        return new Change(Target.COMMAND, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(command));
    }

    /// Something to be done where Postern edits nothing; the finding's words say what.
    public static Change at(Target target) {
        return new Change(target, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
