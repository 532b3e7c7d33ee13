package postern.postfix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import postern.openssl.CipherSelection;
import postern.tls.ProtocolVersion;

/// Finds what any TLS program of Postfix, server or client, refuses in its settings.
final class SettingProblems {
    private static final Pattern INTEGER = Pattern.compile("\\d{1,9}");
    private static final Pattern TIME = Pattern.compile("\\d{1,9}[smhdwSMHDW]?");

    private SettingProblems() {}

    /// A daemon reads all its settings when it starts, whether it needs them or not.
    ///
    /// @param read the parameters it reads
    static List<Problem> ofValues(Settings settings, Predicate<Parameter> read) {
        var problems = new ArrayList<Problem>();
        Parameters.all().stream()
                .filter(parameter -> parameter.type() != Parameter.Type.OTHER)
                .filter(parameter -> parameter.knownIn(settings.release()) && settings.isWritten(parameter.name()))
                .filter(read)
                .forEach(parameter -> {
                    Setting setting = settings.get(parameter.name());
                    List<String> faults = settings.faults(parameter.name());
                    if (faults.isEmpty()) {
                        ofValue(parameter, setting, settings.release()).ifPresent(problems::add);
                    } else {
                        problems.add(new Problem.InvalidExpansion(setting, faults.getFirst()));
                    }
                });
        return problems;
    }

    /// The parameters that only a program reads that is about to use TLS (Postfix `src/tls/tls_misc.c`,
    /// `tls_param_init`).
    static boolean isOfLibrary(Parameter parameter) {
        return parameter.name().startsWith("tls_");
    }

    private static Optional<Problem> ofValue(Parameter parameter, Setting setting, PostfixRelease release) {
        String value = setting.value();
        return switch (parameter.type()) {
            case BOOL ->
                setting.isYes() || value.equalsIgnoreCase("no")
                        ? Optional.empty()
                        : Optional.of(new Problem.InvalidBoolean(setting));
            case INT -> matching(INTEGER, setting);
            case TIME -> matching(TIME, setting);
            case ENUM, FILE, LIST, MAPS, PATH, STRING, OTHER ->
                setting.isEmpty() && parameter.emptyIsFatal(release)
                        ? Optional.of(new Problem.EmptyValue(setting))
                        : Optional.empty();
        };
    }

    private static Optional<Problem> matching(Pattern pattern, Setting setting) {
        return pattern.matcher(setting.value()).matches()
                ? Optional.empty()
                : Optional.of(new Problem.InvalidNumber(setting));
    }

    /// @param library the versions the library speaks
    static List<Problem> ofProtocols(Setting setting, ProtocolList list, Set<ProtocolVersion> library) {
        return switch (list) {
            case ProtocolList.Invalid(String word) -> List.of(new Problem.InvalidProtocolList(setting, word));
            case ProtocolList.Enabled enabled -> {
                Set<ProtocolVersion> left = enabled.within(library);
                List<ProtocolVersion> holes = ProtocolList.holes(left);
                if (left.isEmpty()) {
                    yield List.of(new Problem.NoProtocolEnabled(setting));
                }
                yield holes.isEmpty() ? List.of() : List.of(new Problem.HoleInProtocols(setting, holes));
            }
        };
    }

    static Optional<Problem> ofCiphers(CipherComposition ciphers, Optional<CipherSelection> selection) {
        if (selection.isPresent() && selection.get() instanceof CipherSelection.Rejected(String error)) {
            return Optional.of(new Problem.CipherStringRejected(ciphers.string(), error, ciphers.settings()));
        }
        return ciphers.problem();
    }
}
