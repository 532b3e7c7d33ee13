package postern.postfix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A `main.cf`, or the output of `postconf -n`, without loss: [#bytes] gives back what was read, and an
/// edit changes only the lines it must.
///
/// Values are raw here; [Settings] expands them and knows the defaults.
public final class MainCf {
    private final ConfigurationText source;
    private final List<PhysicalLine> lines;
    private final List<Remark> remarks;
    private final List<Entry> entries;
    private final List<Malformed> malformed;
    private final Map<String, Entry> last = new HashMap<>();

    /// One setting as written.
    ///
    /// @param name      the parameter
    /// @param value     the value as Postfix reads it before expansion: continuation lines joined, ends
    ///                  trimmed
    /// @param firstLine the line that holds the name, counted from 1
    /// @param lastLine  the last line that continues the value
    public record Entry(String name, String value, int firstLine, int lastLine) {}

    /// A logical line that is not a setting.
    ///
    /// @param fault what is wrong with it
    /// @param text  the line as Postfix reads it
    /// @param line  where it begins
    public record Malformed(Fault fault, String text, int line) {}

    /// What can be wrong with a logical line.
    public enum Fault {
        /// No `=` after the name: every Postfix program ends with a fatal error ("missing '='").
        MISSING_EQUALS,
        /// Nothing before `=`: every Postfix program ends with a fatal error ("missing attribute name").
        MISSING_NAME,
        /// The first line of the file is indented: Postfix warns and ignores it.
        INDENTED_FIRST_LINE
    }

    private MainCf(ConfigurationText source) {
        PastedText.Read read = PastedText.of(source.lines());
        var found = new ArrayList<Entry>();
        var wrong = new ArrayList<Malformed>();
        for (LogicalLine line : LogicalLine.of(read.lines())) {
            readLine(line, found, wrong);
        }
        this.source = source;
        this.lines = read.lines();
        this.remarks = read.remarks();
        this.entries = List.copyOf(found);
        this.malformed = List.copyOf(wrong);
        found.forEach(entry -> last.put(entry.name(), entry));
    }

    /// Reads a text; any text will do.
    public static MainCf parse(String text) {
        return new MainCf(ConfigurationText.of(text));
    }

    /// Reads a file; any bytes will do.
    public static MainCf read(byte[] bytes) {
        return new MainCf(ConfigurationText.read(bytes));
    }

    /// What was read, character by character.
    public String text() {
        return source.text();
    }

    /// What was read, byte by byte.
    public byte[] bytes() {
        return source.bytes();
    }

    /// All settings in their order, those included that a later one of the same name overrides.
    public List<Entry> entries() {
        return entries;
    }

    /// The setting that counts: the last of its name.
    public Optional<Entry> entry(String name) {
        return Optional.ofNullable(last.get(name));
    }

    /// The settings of this name that have no effect because a later one overrides them. Postfix 2.11 and
    /// later warn when the values differ.
    public List<Entry> overridden(String name) {
        List<Entry> all =
                entries.stream().filter(entry -> entry.name().equals(name)).toList();
        return all.isEmpty() ? all : all.subList(0, all.size() - 1);
    }

    /// The lines that are not settings.
    public List<Malformed> malformed() {
        return malformed;
    }

    /// What the reader looked past.
    public List<Remark> remarks() {
        return remarks;
    }

    /// The given text of a line, counted from 1; empty if there is no such line.
    public Optional<String> line(int number) {
        return number < 1 || number > lines.size()
                ? Optional.empty()
                : Optional.of(lines.get(number - 1).raw());
    }

    /// The value exactly as it is written, with the ends of its lines but without comments between them, so
    /// that it can be given to [#with] to restore it. Empty if the parameter is not set.
    public Optional<String> written(String name) {
        return entry(name).map(entry -> {
            var text = new StringBuilder(valueOf(head(entry)));
            for (int line = entry.firstLine() + 1; line <= entry.lastLine(); line++) {
                if (!lines.get(line - 1).isSkipped()) {
                    text.append(lines.get(line - 2).end())
                            .append(lines.get(line - 1).content());
                }
            }
            return text.toString();
        });
    }

    /// Sets a parameter. The line that counts gets the new value and keeps its place and spacing; comments
    /// between its continuation lines stay below it; a parameter that is not set yet is put at the end.
    ///
    /// @param value may span lines if each but the first begins with white space
    public MainCf with(String name, String value) {
        Optional<Entry> entry = entry(name);
        if (entry.isPresent() && written(name).equals(Optional.of(value))) {
            return this;
        }
        return entry.map(found -> replaced(found, value)).orElseGet(() -> appended(name, value));
    }

    /// Removes a parameter: every line that sets it.
    public MainCf without(String name) {
        if (entry(name).isEmpty()) {
            return this;
        }
        var kept = new ArrayList<>(lines);
        for (Entry entry : entries.reversed()) {
            if (entry.name().equals(name)) {
                remove(kept, entry);
            }
        }
        return rebuilt(kept);
    }

    private static void remove(List<PhysicalLine> kept, Entry entry) {
        boolean atEnd = entry.lastLine() == kept.size() && kept.getLast().end().isEmpty();
        kept.subList(entry.firstLine() - 1, entry.lastLine()).removeIf(line -> !line.isSkipped());
        if (atEnd && !kept.isEmpty()) {
            PhysicalLine last = kept.removeLast();
            kept.add(new PhysicalLine(last.number(), last.raw(), ""));
        }
    }

    private MainCf replaced(Entry entry, String value) {
        PhysicalLine head = head(entry);
        PhysicalLine last = lines.get(entry.lastLine() - 1);
        String content = head.content();
        String name = content.indexOf('=') < 0
                ? entry.name() + " = "
                : content.substring(0, content.length() - valueOf(head).length());
        List<PhysicalLine> comments = lines.subList(entry.firstLine() - 1, entry.lastLine()).stream()
                .filter(PhysicalLine::isSkipped)
                .toList();
        var kept = new ArrayList<>(lines.subList(0, entry.firstLine() - 1));
        String end = comments.isEmpty() ? last.end() : head.end();
        kept.add(new PhysicalLine(0, head.decoration() + name + value, end));
        kept.addAll(comments);
        kept.addAll(lines.subList(entry.lastLine(), lines.size()));
        return rebuilt(kept);
    }

    private MainCf appended(String name, String value) {
        String text = source.text();
        String end = text.contains("\r\n") ? "\r\n" : "\n";
        String line = name + " = " + value;
        return new MainCf(source.with(text.isEmpty() || text.endsWith("\n") ? text + line + end : text + end + line));
    }

    private MainCf rebuilt(List<PhysicalLine> kept) {
        var text = new StringBuilder();
        kept.forEach(line -> text.append(line.raw()).append(line.end()));
        return new MainCf(source.with(text.toString()));
    }

    private PhysicalLine head(Entry entry) {
        return lines.get(entry.firstLine() - 1);
    }

    /// The part of the line after `=` and the white space behind it.
    private static String valueOf(PhysicalLine head) {
        String content = head.content();
        int start = content.indexOf('=') + 1;
        while (start < content.length() && ConfigurationText.isSpace(content.charAt(start))) {
            start++;
        }
        return content.substring(start);
    }

    /// Splits a logical line as `split_nameval` does (Postfix `src/util/split_nameval.c`).
    private static void readLine(LogicalLine line, List<Entry> entries, List<Malformed> malformed) {
        String text = line.text();
        if (line.indented()) {
            malformed.add(new Malformed(Fault.INDENTED_FIRST_LINE, text, line.firstLine()));
            return;
        }
        int end = 0;
        while (end < text.length() && text.charAt(end) != '=' && !ConfigurationText.isSpace(text.charAt(end))) {
            end++;
        }
        String rest = ConfigurationText.strip(text.substring(end));
        if (!rest.startsWith("=")) {
            malformed.add(new Malformed(Fault.MISSING_EQUALS, text, line.firstLine()));
        } else if (end == 0) {
            malformed.add(new Malformed(Fault.MISSING_NAME, text, line.firstLine()));
        } else {
            entries.add(new Entry(
                    text.substring(0, end),
                    ConfigurationText.strip(rest.substring(1)),
                    line.firstLine(),
                    line.lastLine()));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MainCf that && source.equals(that.source);
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
