package postern.postfix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A `master.cf`, or the output of `postconf -M`, `-Mf` or `-P`, without loss: [#bytes] gives back what was
/// read, and an edit changes only the lines it must.
public final class MasterCf {
    private final ConfigurationText source;
    private final List<PhysicalLine> lines;
    private final List<Remark> remarks;
    private final List<Service> services;
    private final List<Malformed> malformed;

    /// One service.
    ///
    /// @param name      `smtp`, `submission`, `127.0.0.1:10025`, …
    /// @param type      `inet`, `unix`, `fifo` or `pass`
    /// @param privacy   the field `private`: `y`, `n` or `-`
    /// @param unpriv    the field as written
    /// @param chroot    the field as written; see [#chrooted]
    /// @param wakeup    the field as written
    /// @param maxproc   the field as written
    /// @param command   the program, `smtpd` for a server
    /// @param arguments all its arguments, options included, as words
    /// @param options   the `-o` options in their order
    /// @param firstLine where the service begins, counted from 1
    /// @param lastLine  where it ends
    public record Service(
            String name,
            String type,
            String privacy,
            String unpriv,
            String chroot,
            String wakeup,
            String maxproc,
            String command,
            List<String> arguments,
            List<Option> options,
            int firstLine,
            int lastLine) {
        public Service {
            arguments = List.copyOf(arguments);
            options = List.copyOf(options);
        }

        /// The same service with one more option.
        Service with(Option option) {
            var more = new ArrayList<>(options);
            more.add(option);
            return new Service(
                    name, type, privacy, unpriv, chroot, wakeup, maxproc, command, arguments, more, firstLine,
                    lastLine);
        }

        /// Whether the service runs in a chroot jail. A `-` means yes before 3.0 and, later, as long as
        /// `compatibility_level` is below 1 (Postfix `src/master/master_ent.c`).
        public boolean chrooted(Settings settings) {
            if (!chroot.equals("-")) {
                return chroot.equals("y");
            }
            return !settings.release().atLeast(3, 0)
                    || CompatibilityLevel.read(
                                            settings.get("compatibility_level").value())
                                    .major()
                            < 1;
        }
    }

    /// A setting for one service.
    ///
    /// @param name  the parameter
    /// @param value the value before expansion
    /// @param line  where it is written, counted from 1
    public record Option(String name, String value, int line) {}

    /// A logical line that master would refuse.
    ///
    /// @param fault what is wrong with it
    /// @param text  the line as Postfix reads it
    /// @param line  where it begins
    public record Malformed(Fault fault, String text, int line) {}

    /// What can be wrong with a line.
    public enum Fault {
        /// Fewer than eight fields: master ends with a fatal error.
        MISSING_FIELD,
        /// `-o` without `name=value`: the service does not start.
        INVALID_OPTION,
        /// A `{` that is not closed, or text right behind the `}`.
        UNBALANCED_BRACES,
        /// The first line of the file is indented and ignored.
        INDENTED_FIRST_LINE,
        /// A line of `postconf -P` for a service that no other line describes.
        UNKNOWN_SERVICE
    }

    private MasterCf(ConfigurationText source) {
        PastedText.Read read = PastedText.of(source.lines());
        this.source = source;
        this.lines = read.lines();
        this.remarks = read.remarks();
        var found = new ArrayList<Service>();
        var wrong = new ArrayList<Malformed>();
        LogicalLine.of(read.lines()).forEach(line -> MasterLine.read(line, found, wrong));
        this.services = List.copyOf(found);
        this.malformed = List.copyOf(wrong);
    }

    /// Reads a text; any text will do.
    public static MasterCf parse(String text) {
        return new MasterCf(ConfigurationText.of(text));
    }

    /// Reads a file; any bytes will do.
    public static MasterCf read(byte[] bytes) {
        return new MasterCf(ConfigurationText.read(bytes));
    }

    /// What was read, character by character.
    public String text() {
        return source.text();
    }

    /// What was read, byte by byte.
    public byte[] bytes() {
        return source.bytes();
    }

    /// All services in their order.
    public List<Service> services() {
        return services;
    }

    /// Finds a service; the last one if there are several of the name and type, as Postfix 3.4 and later do.
    public Optional<Service> service(String name, String type) {
        return services.reversed().stream()
                .filter(service -> service.name().equals(name) && service.type().equals(type))
                .findFirst();
    }

    /// Sets an option of a service (`-o name=value`); a value with white space is put in braces, which needs
    /// Postfix 3.0. The same if there is no such service.
    public MasterCf with(String service, String type, String name, String value) {
        return service(service, type)
                .filter(found -> found.options().reversed().stream()
                        .filter(option -> option.name().equals(name))
                        .findFirst()
                        .map(option -> !option.value().equals(value))
                        .orElse(true))
                .map(found -> new MasterEdit(lines, found, name).with(value))
                .map(text -> new MasterCf(source.with(text)))
                .orElse(this);
    }

    /// Takes an option away from a service, so that `main.cf` counts again.
    public MasterCf without(String service, String type, String name) {
        return service(service, type)
                .filter(found -> found.options().stream()
                        .anyMatch(option -> option.name().equals(name)))
                .map(found -> new MasterEdit(lines, found, name).without())
                .map(text -> new MasterCf(source.with(text)))
                .orElse(this);
    }

    /// Whether any service runs the given program, for example `tlsmgr`.
    public boolean runs(String command) {
        return services.stream().anyMatch(service -> service.command().equals(command));
    }

    /// The lines that are no services.
    public List<Malformed> malformed() {
        return malformed;
    }

    /// What the reader looked past.
    public List<Remark> remarks() {
        return remarks;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MasterCf that && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source.text();
    }
}
