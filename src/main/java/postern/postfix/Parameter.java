package postern.postfix;

import java.util.List;
import java.util.Optional;

/// A parameter of `main.cf` and what the releases of Postfix make of it.
///
/// @param name        as written, upper and lower case told apart
/// @param type        what its value is
/// @param scope       which side of mail it is about
/// @param defaults    the built-in values, by release
/// @param introduced  the first release, as in `2.9.6, 2.10`; empty for a parameter this room knows the name of
///                    only
/// @param deprecated  the release that began to advise against it, for example `3.9` or `3.6 (ignored)`; else empty
/// @param removed     the first release without it, else empty
/// @param replacement what to use instead, else empty
/// @param allowed     the values it takes, in words; else empty
/// @param emptyValue  what `name =` does
public record Parameter(
        String name,
        Type type,
        Scope scope,
        List<Default> defaults,
        String introduced,
        String deprecated,
        String removed,
        String replacement,
        String allowed,
        String emptyValue) {
    public Parameter {
        defaults = List.copyOf(defaults);
    }

    /// What kind of value it takes.
    public enum Type {
        BOOL,
        ENUM,
        FILE,
        INT,
        LIST,
        MAPS,
        PATH,
        STRING,
        TIME,
        /// A parameter that has nothing to do with TLS.
        OTHER
    }

    /// Which side of mail it is about.
    public enum Scope {
        SERVER,
        CLIENT,
        BOTH,
        /// Not about TLS.
        OTHER
    }

    /// A built-in value.
    ///
    /// @param ranges  the releases it holds for, see [PostfixRelease#in]
    /// @param openssl the library this depends on, as in `before 1.0.0` or `3.5+`; empty for any
    /// @param value   the value before expansion
    public record Default(String ranges, String openssl, String value) {}

    /// Whether Postfix takes the default from the machine, as for `myhostname`.
    public boolean isFromMachine() {
        return type == Type.OTHER && defaults.isEmpty();
    }

    /// Whether this release has the parameter. A parameter that is not about TLS counts as known always.
    public boolean knownIn(PostfixRelease release) {
        if (type == Type.OTHER) {
            return true;
        }
        for (Default value : defaults) {
            if (release.in(value.ranges())) {
                return true;
            }
        }
        return false;
    }

    /// The built-in value of a release; empty if that release does not have the parameter or takes the
    /// value from the machine.
    ///
    /// @param openssl the release of the library, for example `1.0.1e`
    public Optional<String> defaultIn(PostfixRelease release, String openssl) {
        for (Default value : defaults.reversed()) {
            if (release.in(value.ranges()) && LibraryCondition.holds(value.openssl(), openssl)) {
                return Optional.of(value.value());
            }
        }
        return Optional.empty();
    }

    /// Whether the release warns of the parameter or ignores it.
    public boolean deprecatedIn(PostfixRelease release) {
        return ReleaseList.reached(deprecated, release);
    }

    /// Whether the release accepts the parameter but gives it no effect.
    public boolean ignoredIn(PostfixRelease release) {
        return deprecated.contains("(ignored)") && deprecatedIn(release);
    }

    /// Whether the release no longer has it.
    public boolean removedIn(PostfixRelease release) {
        return ReleaseList.reached(removed, release);
    }

    /// Whether an empty value is fatal for a daemon of this release that reads the parameter.
    public boolean emptyIsFatal(PostfixRelease release) {
        if (!emptyValue.startsWith("fatal")) {
            return false;
        }
        return switch (emptyValue) {
            case "fatal before 2.9, allowed from 2.9" -> !release.atLeast(2, 9);
            case "fatal before 3.8, allowed from 3.8" -> !release.atLeast(3, 8);
            case "fatal until 3.6.16/3.7.12, then allowed" -> !release.in("3.6.16+,3.7.12+,3.8+");
            default -> emptyValue.equals("fatal");
        };
    }
}
