package postern.postfix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What `postconf` prints about a configuration.
public final class Postconf {
    private static final Pattern WHITE_SPACE = Pattern.compile("[ \\t\\r\\n]+");

    private final MainCf mainCf;
    private final Settings settings;
    private final Predicate<String> inUse;

    /// Looks at a configuration.
    ///
    /// @param masterCf the services, or null; names that they bring forth count as unused without
    /// @param openssl  the release of the library Postfix was built with, for example `1.0.1e`
    public Postconf(MainCf mainCf, @Nullable MasterCf masterCf, PostfixRelease release, String openssl) {
        this.mainCf = mainCf;
        this.settings = new Settings(mainCf, List.of(), release, openssl);
        this.inUse = NamesInUse.of(mainCf, masterCf, settings);
    }

    /// The lines of `postconf -n`: what is set, sorted by name, each value in one line with single spaces.
    /// Names without meaning are left out.
    public List<String> written() {
        return lines(false);
    }

    /// The lines of `postconf -nx`: as [#written], with `$name` replaced. Values that Postfix takes from
    /// the machine, such as `$myhostname`, stay as they are.
    public List<String> expanded() {
        return lines(true);
    }

    /// The names that are set without meaning, which `postconf` 2.9 and later call unused.
    public List<MainCf.Entry> unused() {
        return last().values().stream()
                .filter(entry -> !inUse.test(entry.name()) && !NamesInUse.isReadOnly(entry.name()))
                .toList();
    }

    /// The line of `postconf name`: the value set or the default; empty for a name that is neither a
    /// parameter of the release nor set and in use.
    public Optional<String> line(String name, boolean expanded) {
        boolean known = inUse.test(name)
                && (settings.isWritten(name) || Parameters.named(name).isPresent());
        return known ? Optional.of(line(settings.get(name), expanded)) : Optional.empty();
    }

    /// The lines of `postconf -d` for the parameters this room knows.
    public List<String> defaults() {
        var bare = new Settings(MainCf.parse(""), List.of(), settings.release(), settings.openssl());
        return Parameters.all().stream()
                .filter(parameter -> parameter.knownIn(settings.release()))
                .map(parameter -> line(bare.get(parameter.name()), false))
                .toList();
    }

    /// Why `postconf` ends with a fatal error, in its own words; empty if it does not. The daemons that
    /// read the same values end too.
    ///
    /// @param expanded whether values are to be shown with `$name` replaced; then own parameters must be
    ///                 readable as well
    public Optional<String> fatal(boolean expanded) {
        Stream<String> lines = mainCf.malformed().stream()
                .filter(line -> line.fault() != MainCf.Fault.INDENTED_FIRST_LINE)
                .map(line -> "line " + line.line() + ": "
                        + (line.fault() == MainCf.Fault.MISSING_NAME
                                ? "missing attribute name"
                                : "missing '=' after attribute name"));
        Stream<String> values = last().values().stream()
                .filter(entry -> inUse.test(entry.name()) && !NamesInUse.isRaw(entry.name()))
                .filter(entry -> expanded || Parameters.named(entry.name()).isPresent())
                .flatMap(entry -> settings.faults(entry.name()).stream())
                .map(fault -> "macro processing error: " + fault);
        return Stream.concat(lines, values).findFirst();
    }

    /// What `postconf` warns of, in its own words: settings that a later line overrides (from 2.11 on),
    /// settings nobody uses, names asked for that are no parameter.
    public List<String> warnings(List<String> names) {
        var warnings = new ArrayList<String>();
        for (String name : last().keySet()) {
            List<MainCf.Entry> earlier = mainCf.overridden(name);
            for (int i = 0; i < earlier.size(); i++) {
                MainCf.Entry by = i + 1 < earlier.size() ? earlier.get(i + 1) : last().get(name);
                if (settings.release().atLeast(2, 11)
                        && !by.value().equals(earlier.get(i).value())) {
                    warnings.add("line " + by.lastLine() + ": overriding earlier entry: " + name + "="
                            + earlier.get(i).value());
                }
            }
        }
        unused().forEach(entry -> warnings.add("unused parameter: " + entry.name() + "=" + entry.value()));
        names.stream()
                .filter(name -> line(name, false).isEmpty())
                .forEach(name -> warnings.add(name + ": unknown parameter"));
        return List.copyOf(warnings);
    }

    private List<String> lines(boolean expanded) {
        var lines = new ArrayList<String>();
        for (String name : last().keySet()) {
            if (inUse.test(name)) {
                lines.add(line(settings.get(name), expanded));
            }
        }
        return List.copyOf(lines);
    }

    private Map<String, MainCf.Entry> last() {
        var entries = new TreeMap<String, MainCf.Entry>();
        mainCf.entries().forEach(entry -> entries.put(entry.name(), entry));
        return entries;
    }

    private static String line(Setting setting, boolean expanded) {
        String value = expanded && !NamesInUse.isRaw(setting.name()) ? setting.value() : setting.written();
        String words = ConfigurationText.strip(WHITE_SPACE.matcher(value).replaceAll(" "));
        return words.isEmpty() ? setting.name() + " =" : setting.name() + " = " + words;
    }
}
