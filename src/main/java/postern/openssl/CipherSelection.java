package postern.openssl;

import java.util.List;
import java.util.stream.Stream;
import postern.tls.CipherSuite;

/// What a library makes of a cipher string.
public sealed interface CipherSelection {

    /// The string selects at least one suite.
    ///
    /// @param tls13         the TLS 1.3 suites, in order; the string has no influence on them
    /// @param list          the suites of older versions that the string selects, in order
    /// @param usable        what a server or client can use of both after the security level, and without
    ///                      pre-shared keys and passwords (PSK, SRP), in order
    /// @param securityLevel the security level in force, 0 to 5; always 0 before 1.1.0
    /// @param ignored       the items without effect because the release does not know a word in them, as
    ///                      written
    record Selected(
            List<CipherSuite> tls13,
            List<CipherSuite> list,
            List<CipherSuite> usable,
            int securityLevel,
            List<String> ignored)
            implements CipherSelection {
        public Selected {
            tls13 = List.copyOf(tls13);
            list = List.copyOf(list);
            usable = List.copyOf(usable);
            ignored = List.copyOf(ignored);
        }

        /// The whole list as `openssl ciphers` prints it: TLS 1.3 first.
        public List<CipherSuite> all() {
            return Stream.concat(tls13.stream(), list.stream()).toList();
        }
    }

    /// The library refuses the string. Postfix then gives up TLS for the connection.
    ///
    /// @param error the library's own words: `invalid command` for a string that cannot be read, `no cipher
    ///              match` for one that leaves nothing
    record Rejected(String error) implements CipherSelection {}
}
