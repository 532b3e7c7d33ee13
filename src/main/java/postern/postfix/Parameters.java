package postern.postfix;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The parameters of Postfix: all that touch TLS, with their history, and the names of the others.
public final class Parameters {
    private static final Map<String, Parameter> BY_NAME = ParameterTable.read();

    private Parameters() {}

    /// All parameters, by name.
    public static Collection<Parameter> all() {
        return BY_NAME.values();
    }

    /// Finds a parameter by its exact name.
    public static Optional<Parameter> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// The built-in value, before expansion; empty if the release does not have the parameter or takes its
    /// value from the machine.
    ///
    /// @param openssl the release of the library Postfix was built with, for example `1.0.1e`
    public static Optional<String> defaultValue(String name, PostfixRelease release, String openssl) {
        return named(name).flatMap(parameter -> parameter.defaultIn(release, openssl));
    }

    /// The parameter that was probably meant by a name that is none: one that differs in few letters, or else the one
    /// whose words it has with one too many.
    public static Optional<String> nearest(String misspelt) {
        if (BY_NAME.containsKey(misspelt) || misspelt.length() > 80) {
            return Optional.empty();
        }
        int tolerance = Math.min(3, misspelt.length() / 5);
        String wanted = misspelt.toLowerCase(Locale.ROOT);
        record Candidate(String name, int distance) {}
        return BY_NAME.keySet().stream()
                .filter(name -> Math.abs(name.length() - misspelt.length()) <= tolerance)
                .map(name -> new Candidate(name, EditDistance.between(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance() <= tolerance)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name)
                .or(() -> withoutOneWord(wanted));
    }

    /// Only where one name alone is left, and of at least three words.
    private static Optional<String> withoutOneWord(String wanted) {
        List<String> words = List.of(wanted.split("_", -1));
        List<String> found = IntStream.range(0, words.size())
                .mapToObj(left -> IntStream.range(0, words.size())
                        .filter(at -> at != left)
                        .mapToObj(words::get)
                        .collect(Collectors.joining("_")))
                .filter(name -> words.size() > 3 && BY_NAME.containsKey(name))
                .distinct()
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
