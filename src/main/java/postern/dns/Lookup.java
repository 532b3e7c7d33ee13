package postern.dns;

import java.util.List;
import java.util.Optional;

/// The outcome of one question to the DNS. What is absent and what could not be found out are different things.
///
/// `authenticated` says that the resolver vouches for the answer (AD flag, RFC 4035 section 3.2.3). That it does
/// not may also mean that it does not validate: see [MailDomain#validating()].
public sealed interface Lookup<T> {

    /// There are records.
    ///
    /// @param records       at least one and at most 100, in the order of the answer
    /// @param aliases       the names that the name asked for is an alias of, in order; usually empty
    /// @param authenticated whether the resolver vouches for the whole answer
    record Found<T>(List<T> records, List<String> aliases, boolean authenticated) implements Lookup<T> {
        public Found {
            records = List.copyOf(records);
            aliases = List.copyOf(aliases);
        }
    }

    /// The name does not exist (NXDOMAIN).
    record NoSuchName<T>(List<String> aliases, boolean authenticated) implements Lookup<T> {
        public NoSuchName {
            aliases = List.copyOf(aliases);
        }
    }

    /// The name exists, without such records.
    record NoData<T>(List<String> aliases, boolean authenticated) implements Lookup<T> {
        public NoData {
            aliases = List.copyOf(aliases);
        }
    }

    /// Not known.
    ///
    /// @param detail what the resolver or the system said, for experts; may be empty
    record Failed<T>(Failure why, String detail) implements Lookup<T> {}

    /// The records; none if there are none or if that is not known.
    default List<T> records() {
        return this instanceof Found<T>(var records, var _, var _) ? records : List.of();
    }

    /// What the name asked for is an alias of; empty for a name of its own and where that is not known.
    default List<String> aliases() {
        return switch (this) {
            case Found<T>(var _, var aliases, var _) -> aliases;
            case NoSuchName<T>(var aliases, var _) -> aliases;
            case NoData<T>(var aliases, var _) -> aliases;
            case Failed<T> _ -> List.of();
        };
    }

    /// Whether the resolver vouches for the answer, be it that there is nothing.
    default boolean authenticated() {
        return switch (this) {
            case Found<T>(var _, var _, boolean authenticated) -> authenticated;
            case NoSuchName<T>(var _, boolean authenticated) -> authenticated;
            case NoData<T>(var _, boolean authenticated) -> authenticated;
            case Failed<T> _ -> false;
        };
    }

    /// Why it is not known; empty if it is.
    default Optional<Failure> failure() {
        return this instanceof Failed<T>(Failure why, var _) ? Optional.of(why) : Optional.empty();
    }
}
