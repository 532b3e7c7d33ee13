package postern.openssl;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a word of a cipher string, or several joined by `+`, asks of a suite.
///
/// @param allowed the values a suite may have; where a part holds none, the part is free
/// @param covered the values that are restricted at all; only 0.9.8 asks for it
/// @param exact   the suite that was named, if the word is a suite's name
record WordPattern(Traits allowed, Traits covered, @Nullable ListedSuite exact) {
    private static final int EXPORT = Field.STRENGTH.bits("EXPORT|NOT_EXP");
    private static final int CLASS = Field.STRENGTH.bits("NULL|EXP40|EXP56|LOW|MEDIUM|HIGH");
    private static final int CLASS_AND_FIPS = CLASS | Field.STRENGTH.bit("FIPS");
    private static final int NOT_DEFAULT = Field.STRENGTH.bit("NOT_DEFAULT");
    private static final int IS_EXPORT = Field.STRENGTH.bit("EXPORT");
    private static final int SSLV2 = Field.PROTOCOL.bit("SSLv2");
    private static final int ANONYMOUS = Field.AUTHENTICATION.bit("NULL");
    private static final int FIXED_OR_EPHEMERAL_EC = Field.KEY_EXCHANGE.bits("ECDH|ECDHE");
    private static final int ECDSA = Field.AUTHENTICATION.bit("ECDSA");

    /// The pattern of a group word such as `HIGH` or `aRSA`.
    static WordPattern group(Traits allowed) {
        Traits covered = new Traits(
                cover(allowed.keyExchange()),
                cover(allowed.authentication()),
                cover(allowed.encryption()),
                cover(allowed.mac()),
                cover(allowed.protocol()),
                coverStrength(allowed.strength()));
        return new WordPattern(allowed, covered, null);
    }

    /// The pattern of a suite's own name. Its protocol is no part of it.
    static WordPattern named(ListedSuite suite) {
        Traits parts = suite.traits().withoutProtocol();
        Traits covered = new Traits(-1, -1, -1, -1, 0, CLASS | EXPORT);
        return new WordPattern(parts, covered, suite);
    }

    private static int cover(int allowed) {
        return allowed == 0 ? 0 : -1;
    }

    /// In 0.9.8 the classes, the export flag and the FIPS flag are restricted apart; `FIPS` shuts out the
    /// suites without encryption besides.
    private static int coverStrength(int allowed) {
        if (allowed == -1) {
            return -1;
        }
        int covered = allowed & ~(CLASS | EXPORT);
        if ((allowed & CLASS) != 0) {
            covered |= CLASS;
        }
        if ((allowed & EXPORT) != 0) {
            covered |= EXPORT;
        }
        if ((allowed & CLASS_AND_FIPS) == (CLASS_AND_FIPS ^ CLASS)) {
            covered |= Field.STRENGTH.bit("NULL");
        }
        return covered;
    }

    /// Both patterns at once as 0.9.8 joins them: each rules where the other is silent.
    WordPattern andWithin(WordPattern next) {
        Traits joined =
                allowed.without(next.covered).or(next.allowed.without(covered)).or(allowed.and(next.allowed));
        return new WordPattern(joined, covered.or(next.covered), next.exact);
    }

    /// Both patterns at once as 1.0.0 and later join them; empty if no suite could meet both.
    Optional<WordPattern> andSharing(WordPattern next) {
        Traits mine = allowed;
        Traits its = next.allowed;
        if (clash(mine.keyExchange(), its.keyExchange())
                || clash(mine.authentication(), its.authentication())
                || clash(mine.encryption(), its.encryption())
                || clash(mine.mac(), its.mac())
                || clash(mine.protocol(), its.protocol())
                || clash(mine.strength() & EXPORT, its.strength() & EXPORT)
                || clash(mine.strength() & CLASS_AND_FIPS, its.strength() & CLASS_AND_FIPS)) {
            return Optional.empty();
        }
        Traits joined = new Traits(
                narrowed(mine.keyExchange(), its.keyExchange()),
                narrowed(mine.authentication(), its.authentication()),
                narrowed(mine.encryption(), its.encryption()),
                narrowed(mine.mac(), its.mac()),
                narrowed(mine.protocol(), its.protocol()),
                narrowed(mine.strength() & EXPORT, its.strength() & EXPORT)
                        | narrowed(mine.strength() & CLASS_AND_FIPS, its.strength() & CLASS_AND_FIPS)
                        | ((mine.strength() | its.strength()) & NOT_DEFAULT));
        return Optional.of(new WordPattern(joined, covered, next.exact));
    }

    /// This pattern as 1.1.0 and later carry it on to the next word: the first strength class overwrites the
    /// restriction to suites outside the default, so `COMPLEMENTOFDEFAULT+HIGH` is `HIGH`.
    WordPattern forgetting(WordPattern next) {
        boolean firstClass =
                (allowed.strength() & CLASS_AND_FIPS) == 0 && (next.allowed.strength() & CLASS_AND_FIPS) != 0;
        return firstClass ? new WordPattern(allowed.withoutStrength(), covered, exact) : this;
    }

    private static boolean clash(int mine, int its) {
        return mine != 0 && its != 0 && (mine & its) == 0;
    }

    private static int narrowed(int mine, int its) {
        return mine == 0 ? its : its == 0 ? mine : mine & its;
    }

    boolean matches(ListedSuite suite, Dialect dialect) {
        return switch (dialect) {
            case OPENSSL_0_9_8 -> matchesWithin(suite);
            case OPENSSL_1_0, OPENSSL_1_1_0 -> matchesSharing(suite.traits());
            case OPENSSL_1_1_1 ->
                (exact == null || exact.suite().code() == suite.suite().code()) && matchesSharing(suite.traits());
        };
    }

    private boolean matchesWithin(ListedSuite suite) {
        Traits traits = suite.traits();
        // A name means one suite among those of its own protocol; SSLv2 suites made of the same parts match too.
        if (exact != null && exact.traits().protocol() == traits.protocol()) {
            return exact.suite().code() == suite.suite().code();
        }
        if (isComplementOfDefault()) {
            return (traits.keyExchange() & FIXED_OR_EPHEMERAL_EC) == 0
                    && ((traits.strength() & IS_EXPORT) != 0
                            || (traits.protocol() & SSLV2) != 0
                            || (traits.authentication() & ANONYMOUS) != 0);
        }
        Traits looked = traits.and(covered);
        return !looked.isNone() && looked.without(allowed).isNone();
    }

    private boolean matchesSharing(Traits traits) {
        if (isComplementOfDefault() && (traits.strength() & IS_EXPORT) != 0) {
            return true;
        }
        if (allowed.protocol() == ~SSLV2 && (traits.protocol() & SSLV2) != 0) {
            return true;
        }
        return shares(allowed.keyExchange(), traits.keyExchange())
                && shares(allowed.authentication(), traits.authentication())
                && shares(allowed.encryption(), traits.encryption())
                && shares(allowed.mac(), traits.mac())
                && shares(allowed.protocol(), traits.protocol())
                && shares(allowed.strength() & EXPORT, traits.strength())
                && shares(allowed.strength() & CLASS_AND_FIPS, traits.strength())
                && shares(allowed.strength() & NOT_DEFAULT, traits.strength());
    }

    private static boolean shares(int asked, int has) {
        return asked == 0 || (asked & has) != 0;
    }

    /// `COMPLEMENTOFDEFAULT` of 0.9.8zf to zh, 1.0.0r to t, 1.0.1m to s and 1.0.2a to g is told by its
    /// strength, "export or not export", which no other word asks for.
    private boolean isComplementOfDefault() {
        return allowed.strength() == EXPORT;
    }

    /// Whether 0.9.8 may switch this suite on: those with elliptic curves only if the word speaks of key
    /// exchange or authentication.
    boolean maySwitchOn(ListedSuite suite) {
        boolean curves = (suite.traits().keyExchange() & FIXED_OR_EPHEMERAL_EC) != 0
                || (suite.traits().authentication() & ECDSA) != 0;
        return !curves || (covered.keyExchange() | covered.authentication()) != 0;
    }
}
