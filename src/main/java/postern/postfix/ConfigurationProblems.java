package postern.postfix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds what Postfix refuses or ignores in the files themselves, whichever service reads them.
public final class ConfigurationProblems {
    private ConfigurationProblems() {}

    /// Everything, worst first. Lines that are neither settings nor services are fatal in a file; in a pasted
    /// text they may be words of the person who pasted it.
    ///
    /// @param masterCf the services, or null
    public static List<Problem> of(MainCf mainCf, @Nullable MasterCf masterCf, Platform platform) {
        var problems = new ArrayList<Problem>();
        mainCf.malformed().stream().map(Problem.MalformedLine::new).forEach(problems::add);
        if (masterCf != null) {
            masterCf.malformed().stream().map(Problem.MalformedService::new).forEach(problems::add);
        }
        problems.addAll(ofEntries(mainCf, masterCf, platform));
        problems.sort(Comparator.comparing(Problem::effect));
        return List.copyOf(problems);
    }

    /// What surely concerns a service: settings that are written in vain, and those that lack their `=`.
    static List<Problem> ofService(MainCf mainCf, @Nullable MasterCf masterCf, Platform platform) {
        var problems = new ArrayList<Problem>();
        mainCf.malformed().stream()
                .filter(line -> Parameters.named(line.text().split("\\s", 2)[0]).isPresent())
                .map(Problem.MalformedLine::new)
                .forEach(problems::add);
        problems.addAll(ofEntries(mainCf, masterCf, platform));
        return problems;
    }

    private static List<Problem> ofEntries(MainCf mainCf, @Nullable MasterCf masterCf, Platform platform) {
        var problems = new ArrayList<Problem>();
        var settings = new Settings(mainCf, List.of(), platform);
        Predicate<String> inUse = NamesInUse.of(mainCf, masterCf, settings);
        for (MainCf.Entry entry : mainCf.entries()) {
            MainCf.Entry last = mainCf.entry(entry.name()).orElseThrow();
            if (!last.equals(entry)) {
                if (!last.value().equals(entry.value())) {
                    problems.add(new Problem.Overridden(entry, last));
                }
            } else {
                ofName(entry, inUse, masterCf == null, settings.release(), problems);
            }
        }
        return problems;
    }

    private static void ofName(
            MainCf.Entry entry,
            Predicate<String> inUse,
            boolean servicesUnknown,
            PostfixRelease release,
            List<Problem> problems) {
        String name = entry.name();
        Parameters.named(name)
                .filter(parameter -> parameter.type() != Parameter.Type.OTHER)
                .ifPresentOrElse(
                        parameter -> {
                            if (!parameter.knownIn(release) || parameter.ignoredIn(release)) {
                                problems.add(new Problem.ParameterNotInRelease(entry, parameter));
                            }
                        },
                        () -> {
                            boolean ofService = servicesUnknown && NamesInUse.mayBelongToService(name);
                            if (!inUse.test(name)
                                    && !ofService
                                    && Parameters.named(name).isEmpty()) {
                                problems.add(new Problem.UnknownParameter(entry, Parameters.nearest(name)));
                            }
                        });
    }
}
