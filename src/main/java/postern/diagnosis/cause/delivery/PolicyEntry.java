package postern.diagnosis.cause.delivery;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.postfix.TlsPolicy;

/// The value of an entry of the TLS policy table, put together from what is there and what is wanted.
final class PolicyEntry {
    /// Attributes that go with every level but `none`, and those of a check that only some levels make
    /// (Postfix `src/smtp/smtp_tls_policy.c`: "attribute match invalid at security level").
    private static final Set<String> OF_EVERY_LEVEL =
            Set.of("ciphers", "exclude", "protocols", "servername", "connection_reuse");

    private static final Set<String> OF_A_CHECK = Set.of("match", "tafile");
    private static final Set<String> BY_NAME = Set.of("verify", "secure");

    private PolicyEntry() {}

    /// The wanted policy with the attributes of the present one that it does not name and that its level
    /// allows.
    static String merged(TlsPolicy.Entry present, String policy) {
        TlsPolicy.Entry wanted =
                TlsPolicy.parse(present.destination() + " " + policy).entries().getFirst();
        Map<String, String> kept = new TreeMap<>(present.attributes());
        kept.keySet().removeAll(wanted.attributes().keySet());
        kept.keySet().removeIf(name -> !isAllowed(name, present.level(), wanted.level()));
        String own = policy.substring(wanted.level().length()).strip();
        return Stream.concat(
                        Stream.of(wanted.level()),
                        Stream.concat(
                                kept.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()), Stream.of(own)))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static boolean isAllowed(String attribute, String before, String after) {
        boolean sameCheck = before.equals(after) || (BY_NAME.contains(before) && BY_NAME.contains(after));
        return !after.equals("none")
                && (OF_EVERY_LEVEL.contains(attribute) || (OF_A_CHECK.contains(attribute) && sameCheck));
    }
}
