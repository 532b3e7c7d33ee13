package postern.postfix;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import postern.table.FactTable;

/// Which names in `main.cf` mean something: the parameters of the release, those that services and lookup
/// tables bring forth, and own ones that a value refers to (Postfix `src/postconf/postconf_user.c`,
/// `postconf_service.c`, `postconf_dbms.c`). `postconf` 2.9 and later call the others unused.
final class NamesInUse {
    private static final Map<String, List<String>> PROGRAMS = suffixes("program");
    private static final Map<String, List<String>> TABLES = suffixes("table");
    /// Parameters whose value Postfix takes as it is, with `$name` for later use or for the shell.
    private static final Map<String, String> KINDS = FactTable.rows(NamesInUse.class, "other-parameters.tsv").stream()
            .filter(field -> !field[2].isEmpty())
            .collect(Collectors.toMap(field -> field[0], field -> field[2]));

    private static final Pattern WORDS = Pattern.compile("[ \\t\\r\\n,{}]+");

    private final MainCf mainCf;
    private final Settings settings;
    private final Set<String> names = new HashSet<>();

    private NamesInUse(MainCf mainCf, @Nullable MasterCf masterCf, Settings settings) {
        this.mainCf = mainCf;
        this.settings = settings;
        List<MasterCf.Service> services = masterCf == null ? List.of() : masterCf.services();
        services.forEach(this::addNamesOf);
        addReferences(services);
        addRestrictionClasses();
        addTableNames();
    }

    /// Tells for each name whether it means something.
    static Predicate<String> of(MainCf mainCf, @Nullable MasterCf masterCf, Settings settings) {
        var found = new NamesInUse(mainCf, masterCf, settings);
        return name -> !isReadOnly(name) && (found.isParameter(name) || found.names.contains(name));
    }

    /// Whether Postfix leaves `$name` in the parameter's value alone.
    static boolean isRaw(String name) {
        return "raw".equals(KINDS.get(name));
    }

    /// Whether setting the parameter does nothing because Postfix sets it itself.
    static boolean isReadOnly(String name) {
        return "read-only".equals(KINDS.get(name));
    }

    /// Whether some transport could bring forth the name.
    static boolean mayBelongToService(String name) {
        return PROGRAMS.values().stream().flatMap(List::stream).anyMatch(suffix -> name.endsWith("_" + suffix));
    }

    private boolean isParameter(String name) {
        return Parameters.named(name)
                .filter(parameter -> parameter.knownIn(settings.release()))
                .isPresent();
    }

    private void addNamesOf(MasterCf.Service service) {
        for (String suffix : PROGRAMS.getOrDefault(service.command(), List.of())) {
            names.add(service.name() + "_" + suffix);
        }
    }

    private void addReferences(Collection<MasterCf.Service> services) {
        Stream<String> ofServices =
                services.stream().flatMap(service -> service.options().stream()).map(MasterCf.Option::value);
        Stream<String> written = mainCf.entries().stream()
                .filter(entry -> mainCf.entry(entry.name()).equals(Optional.of(entry)))
                .filter(entry -> !isRaw(entry.name()) && !isReadOnly(entry.name()))
                .map(MainCf.Entry::value);
        Stream<String> defaults = Parameters.all().stream()
                .filter(parameter -> !isRaw(parameter.name()) && !settings.isWritten(parameter.name()))
                .flatMap(parameter -> parameter.defaultIn(settings.release(), settings.openssl()).stream());
        Stream.of(ofServices, written, defaults)
                .flatMap(values -> values)
                .filter(value -> value.indexOf('$') >= 0)
                .flatMap(value -> Expansion.names(value, settings.release()).stream())
                .forEach(names::add);
    }

    private void addRestrictionClasses() {
        Arrays.stream(settings.get("smtpd_restriction_classes").value().split("[ \\t\\r\\n,]+", -1))
                .forEach(names::add);
    }

    /// `ldap:name`, perhaps behind `proxy:`, in the value of a parameter.
    private void addTableNames() {
        mainCf.entries().stream()
                .filter(entry -> isParameter(entry.name()) && !isRaw(entry.name()))
                .filter(entry ->
                        entry.value().indexOf(':') >= 0 || entry.value().indexOf('$') >= 0)
                .flatMap(entry -> WORDS.splitAsStream(settings.get(entry.name()).value()))
                .forEach(word -> {
                    String rest = word;
                    while (rest.startsWith("proxy:")) {
                        rest = rest.substring("proxy:".length());
                    }
                    int colon = rest.indexOf(':');
                    String name = rest.substring(colon + 1);
                    if (colon > 0 && !name.startsWith("/") && !name.startsWith(".")) {
                        TABLES.getOrDefault(rest.substring(0, colon), List.of())
                                .forEach(suffix -> names.add(name + "_" + suffix));
                    }
                });
    }

    private static Map<String, List<String>> suffixes(String kind) {
        var found = new HashMap<String, List<String>>();
        FactTable.rows(NamesInUse.class, "derived-parameters.tsv").stream()
                .filter(field -> field[0].equals(kind))
                .forEach(field -> found.put(field[1], List.of(field[2].split(" ", -1))));
        return Map.copyOf(found);
    }
}
