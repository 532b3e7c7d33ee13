package postern.diagnosis;

import java.util.Optional;
import postern.postfix.MasterCf;
import postern.postfix.PostconfEdits;

/// Something to change, as data: it can be shown, edited, applied and compared.
///
/// @param target    where
/// @param service   the master.cf service it belongs to, for example `submission`; empty for main.cf
/// @param parameter the setting; empty where it is not a setting
/// @param value     its new value; an empty text means to take the setting out; absent
///                  if it cannot be known (a certificate's path, say)
/// @param command   what to run; for a setting the `postconf` command that makes the change
/// @param instead   whether it is another way, to be taken in place of the changes that are not
public record Change(
        Target target,
        Optional<String> service,
        Optional<String> parameter,
        Optional<String> value,
        Optional<String> command,
        boolean instead) {

    /// A change that is not in place of others.
    public Change(
            Target target,
            Optional<String> service,
            Optional<String> parameter,
            Optional<String> value,
            Optional<String> command) {
        this(target, service, parameter, value, command, false);
    }

    /// The same as another way, in place of the changes that are not.
    public Change asAlternative() {
        return new Change(target, service, parameter, value, command, true);
    }

    /// A setting of main.cf with a new value; an empty one means to take it out.
    public static Change mainCf(String parameter, String value) {
        return new Change(
                Target.MAIN_CF,
                Optional.empty(),
                Optional.of(parameter),
                Optional.of(value),
                Optional.of(value.isEmpty() ? PostconfEdits.remove(parameter) : PostconfEdits.set(parameter, value)));
    }

    /// A setting of main.cf whose right value only the owner knows.
    public static Change mainCf(String parameter) {
        return new Change(Target.MAIN_CF, Optional.empty(), Optional.of(parameter), Optional.empty(), Optional.empty());
    }

    /// An override (`-o`) of a service in master.cf. `postconf -P` since Postfix 2.11.
    public static Change masterCf(MasterCf.Service service, String parameter, String value) {
        return new Change(
                Target.MASTER_CF,
                Optional.of(service.name()),
                Optional.of(parameter),
                Optional.of(value),
                Optional.of(PostconfEdits.setOption(service.name() + "/" + service.type(), parameter, value)));
    }

    /// A service of master.cf, in place of the line that it has if it is there.
    ///
    /// @param line its eight fields, the name first
    public static Change service(String line) {
        return new Change(
                Target.MASTER_CF,
                Optional.of(line.substring(0, line.indexOf(' '))),
                Optional.empty(),
                Optional.of(line),
                Optional.of(PostconfEdits.service(line)));
    }

    /// An override whose right value only the owner knows.
    public static Change masterCf(MasterCf.Service service, String parameter) {
        return new Change(
                Target.MASTER_CF,
                Optional.of(service.name()),
                Optional.of(parameter),
                Optional.empty(),
                Optional.empty());
    }

    /// An override taken away from a service, so that main.cf counts again. `postconf -PX` since Postfix 2.11.
    public static Change withoutOption(MasterCf.Service service, String parameter) {
        return new Change(
                Target.MASTER_CF,
                Optional.of(service.name()),
                Optional.of(parameter),
                Optional.of(""),
                Optional.of(PostconfEdits.removeOption(service.name() + "/" + service.type(), parameter)));
    }

    /// A setting of Dovecot with a new value; an empty one means to remove it.
    public static Change dovecot(String parameter, String value) {
        return new Change(
                Target.DOVECOT_CONF, Optional.empty(), Optional.of(parameter), Optional.of(value), Optional.empty());
    }

    /// A setting of Dovecot whose right value only the owner knows.
    public static Change dovecot(String parameter) {
        return new Change(
                Target.DOVECOT_CONF, Optional.empty(), Optional.of(parameter), Optional.empty(), Optional.empty());
    }

    /// A command to run.
    public static Change command(String command) {
        return new Change(Target.COMMAND, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(command));
    }

    /// An entry of the TLS policy table.
    ///
    /// @param destination the next hop as Postfix looks it up: a domain, or a relay as it is written
    /// @param policy      level and attributes
    public static Change policy(String destination, String policy) {
        return at(Target.TLS_POLICY, destination, policy);
    }

    /// A setting of something else than Postfix or Dovecot.
    public static Change at(Target target, String parameter, String value) {
        return new Change(target, Optional.empty(), Optional.of(parameter), Optional.of(value), Optional.empty());
    }

    /// Something to be done where Postern edits nothing; the finding's words say what.
    public static Change at(Target target) {
        return new Change(target, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
