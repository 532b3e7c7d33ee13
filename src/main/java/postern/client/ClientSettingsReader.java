package postern.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import postern.maillog.LogLine;

/// Reads how programs are told to connect, from their settings, code, command lines and debug output, as people show
/// them: in pieces, several in one text.
///
/// A connection's settings stand together. A port that is named again, or a switch, begins those of the next one.
public final class ClientSettingsReader {
    private final Marks shown;
    private final List<LogLine> lines;
    private final List<ClientSettings> found = new ArrayList<>();
    private final List<Modes.Told> told = new ArrayList<>();
    private Ports.@Nullable Named port;

    private ClientSettingsReader(List<LogLine> lines, List<LogLine> around) {
        this.lines = lines;
        this.shown = new Marks(around);
    }

    /// All settings of connections in a text whose mode and port are both known, in order.
    ///
    /// @param around all that is shown, the text included: it may tell whose settings they are
    public static List<ClientSettings> read(List<LogLine> lines, List<LogLine> around) {
        var reader = new ClientSettingsReader(lines, around);
        reader.read();
        return List.copyOf(reader.found);
    }

    /// Whether a text holds such settings.
    public static boolean looksLike(String head) {
        List<String> texts = head.lines().limit(400).toList();
        List<LogLine> lines = new ArrayList<>();
        texts.forEach(text -> lines.add(new LogLine(lines.size() + 1L, text)));
        return !read(lines, lines).isEmpty();
    }

    private void read() {
        List<Assignment> settings = Assignments.in(lines);
        settings.forEach(this::take);
        close();
        lines.forEach(line -> Stream.of(Addresses.in(line, shown), Calls.in(line, settings, shown), Phrases.in(line))
                .flatMap(each -> each)
                .forEach(found::add));
        found.sort(Comparator.comparingLong(each -> each.modeLine().number()));
    }

    private void take(Assignment setting) {
        OptionalInt number = Ports.of(setting);
        if (number.isPresent()) {
            if (port != null && port.port() != number.getAsInt()) {
                close();
            }
            port = new Ports.Named(number.getAsInt(), setting.line());
            return;
        }
        Optional<Modes.Told> mode = Modes.of(setting, shown);
        if (mode.isPresent()) {
            if (told.stream()
                    .anyMatch(each -> each.name().equals(mode.get().name())
                            && each.mode() != mode.get().mode())) {
                close();
            }
            told.add(mode.get());
        }
    }

    /// What was told up to here is all about one connection.
    private void close() {
        Ports.@Nullable Named where = port;
        List<Modes.Told> how = List.copyOf(told);
        port = null;
        told.clear();
        if (where != null) {
            add(where, how);
        } else {
            how.stream()
                    .flatMap(
                            each -> MailProtocol.namedIn(each.name()).or(() -> Optional.of(MailProtocol.SMTP)).stream())
                    .distinct()
                    .flatMap(protocol -> Ports.only(lines, protocol).stream())
                    .forEach(named -> add(named, how));
        }
    }

    private void add(Ports.Named where, List<Modes.Told> how) {
        MailProtocol protocol = MailProtocol.on(where.port()).orElseThrow();
        how.stream()
                .filter(each ->
                        MailProtocol.namedIn(each.name()).map(protocol::equals).orElse(true))
                .min(Comparator.comparingInt(Modes.Told::rank))
                .ifPresent(each -> found.add(new ClientSettings(
                        each.program(), protocol, each.mode(), where.port(), each.line(), where.line())));
    }
}
