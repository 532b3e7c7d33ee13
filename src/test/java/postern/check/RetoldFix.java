package postern.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Change;
import postern.postfix.ProtocolList;
import tools.jackson.databind.JsonNode;

/// A step of the repair that helped in a [RetoldCase].
///
/// @param target    where
/// @param parameter the setting; empty if it is none
/// @param value     its value; empty if the inputs do not tell it
/// @param without   words that any other right value lacks
/// @param programs  what a right command runs
record RetoldFix(
        String target, Optional<String> parameter, Optional<String> value, List<String> without, Set<String> programs) {
    private static final Set<String> CONFIGURATION = Set.of("main.cf", "master.cf", "dovecot.conf", "openssl.cnf");
    private static final Pattern PROGRAM =
            Pattern.compile("\\b(postmap|postalias|newaliases|postqueue|postconf|openssl|certbot|curl)\\b");
    private static final Pattern RELOAD = Pattern.compile("\\b(?:reload|restart)\\b|\\bpostfix (?:start|stop)");
    private static final Pattern INSTALL = Pattern.compile("\\b(?:install|upgrade|update|downgrade)\\b");

    static RetoldFix read(JsonNode node) {
        return new RetoldFix(
                node.required("target").asString(),
                node.optional("parameter").map(JsonNode::asString),
                node.optional("value").map(JsonNode::asString),
                node.optional("without").map(RetoldCase::texts).orElse(List.of()),
                Set.copyOf(node.optional("programs").map(RetoldCase::texts).orElse(List.of())));
    }

    /// Whether a change amounts to this step.
    boolean isMetBy(Change change) {
        if (parameter.isPresent()) {
            return change.parameter().equals(parameter)
                    && valueIsMetBy(change.value().orElse(""));
        }
        Set<String> runs = change.command().map(RetoldFix::programs).orElse(Set.of());
        if (target.equals("command")) {
            return runs.stream().anyMatch(programs::contains);
        }
        if (target.equals("file")
                && (runs.contains("certbot")
                        || runs.stream().anyMatch(run -> programs.contains(run) && !run.equals("reload")))) {
            return true;
        }
        return change.target().id().equals(target)
                && !(CONFIGURATION.contains(target) && change.parameter().isPresent());
    }

    private boolean valueIsMetBy(String actual) {
        if (value.isEmpty() && without.isEmpty()) {
            return true;
        }
        boolean same = value.filter(expected -> words(expected).equals(words(actual))
                        || (parameter.orElseThrow().endsWith("protocols") && sameVersions(expected, actual)))
                .isPresent();
        return same || (!without.isEmpty() && without.stream().noneMatch(words(actual)::contains));
    }

    private static boolean sameVersions(String one, String other) {
        return ProtocolList.read(one, ProtocolList.Parser.BOUNDS) instanceof ProtocolList.Enabled(var expected, var _)
                && ProtocolList.read(other, ProtocolList.Parser.BOUNDS)
                        instanceof ProtocolList.Enabled(var actual, var _)
                && !one.isBlank()
                && !other.isBlank()
                && expected.equals(actual);
    }

    private static List<String> words(String value) {
        return Stream.of(value.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .sorted()
                .toList();
    }

    private static Set<String> programs(String command) {
        Set<String> found = new TreeSet<>();
        Matcher program = PROGRAM.matcher(command);
        while (program.find()) {
            found.add(program.group());
        }
        if (RELOAD.matcher(command).find()) {
            found.add("reload");
        }
        if (INSTALL.matcher(command).find()) {
            found.add("install");
        }
        return found;
    }
}
