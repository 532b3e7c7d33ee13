package postern.dns;

import java.util.List;
import java.util.Locale;

/// An MTA-STS policy (RFC 8461 section 3.2).
///
/// @param mode   how seriously it is meant
/// @param mx     patterns of the MX hosts, lower case; empty only for mode `none`
/// @param maxAge how long it may be kept, in seconds, 0 to 31557600
public record StsPolicy(Mode mode, List<String> mx, long maxAge) {
    public StsPolicy {
        mx = List.copyOf(mx);
    }

    /// How seriously a policy is meant.
    public enum Mode {
        /// Senders do not deliver where it is not met.
        ENFORCE,
        /// Senders deliver and report.
        TESTING,
        /// As if there were none.
        NONE;

        /// The word in the policy.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether an MX host fits one of the patterns. A wildcard stands for exactly one label, the leftmost
    /// (RFC 8461 section 4.1).
    public boolean allows(String host) {
        String name = Names.of(host);
        return mx.stream().map(Names::of).anyMatch(pattern -> fits(pattern, name));
    }

    private static boolean fits(String pattern, String name) {
        if (!pattern.startsWith("*.")) {
            return pattern.equals(name);
        }
        int dot = name.indexOf('.');
        return dot > 0 && name.substring(dot).equals(pattern.substring(1));
    }
}
