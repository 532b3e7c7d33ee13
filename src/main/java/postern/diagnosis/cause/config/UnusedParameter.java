package postern.diagnosis.cause.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.clue.Logs;
import postern.postfix.Parameters;

/// A name in main.cf that the running Postfix does not use, as `postconf` and `postfix check` warn since 2.9.
///
/// @param name  the name
/// @param value what it was set to
/// @param line  the warning
record UnusedParameter(String name, String value, Citation line) {
    private static final Pattern WARNING = Pattern.compile("unused parameter: (\\w{1,80})=(.*)");

    /// Those about TLS.
    static List<UnusedParameter> in(Facts facts) {
        return all(facts).filter(unused -> unused.name.contains("tls")).toList();
    }

    /// Those about something else, that another release has.
    static List<UnusedParameter> ofOtherThings(Facts facts) {
        return all(facts)
                .filter(unused -> !unused.name.contains("tls") && unused.isOfAnotherRelease())
                .toList();
    }

    private static Stream<UnusedParameter> all(Facts facts) {
        return Logs.saying(WARNING, facts).stream()
                .flatMap(line -> Stream.of(WARNING.matcher(line.text()))
                        .filter(Matcher::find)
                        .map(found -> new UnusedParameter(
                                found.group(1), found.group(2).strip(), line)));
    }

    /// Whether another release has it.
    boolean isOfAnotherRelease() {
        return Parameters.named(name).isPresent();
    }
}
