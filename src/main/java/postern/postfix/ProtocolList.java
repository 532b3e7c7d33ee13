package postern.postfix;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.tls.ProtocolVersion;

/// A list of protocol versions as `smtpd_tls_protocols` and its kin hold it, read by the rules of one
/// generation of Postfix (`src/tls/tls_misc.c`: `tls_protocol_mask` up to 3.5, `tls_proto_mask_lims`
/// from 3.6 on).
///
/// `!name` excludes; a bare name includes, and as soon as there is one, every version that this
/// generation can name and that is not listed is excluded.
public sealed interface ProtocolList {

    /// A list that Postfix accepts.
    ///
    /// @param versions what is left of the versions this generation can name, before the limits of the
    ///                 library; may be empty
    /// @param unnamed  versions that no list of this generation can switch on or off, for example TLSv1.2 in
    ///                 Postfix 2.9.1: if the library speaks them, they are on
    record Enabled(Set<ProtocolVersion> versions, Set<ProtocolVersion> unnamed) implements ProtocolList {
        public Enabled {
            versions = ordered(versions);
            unnamed = ordered(unnamed);
        }

        /// What is switched on with a library that speaks the given versions.
        public Set<ProtocolVersion> within(Set<ProtocolVersion> library) {
            var enabled = EnumSet.noneOf(ProtocolVersion.class);
            enabled.addAll(versions);
            enabled.addAll(unnamed);
            enabled.retainAll(library);
            return ordered(enabled);
        }
    }

    /// A list that Postfix refuses as a whole.
    ///
    /// @param word the first word it does not know
    record Invalid(String word) implements ProtocolList {}

    /// Reads a list with the parser of one generation.
    static ProtocolList read(String value, Parser parser) {
        return parser.read(value);
    }

    /// The versions that lie between two enabled ones and are switched off themselves. A client whose
    /// best version lies in such a hole may fail although an older one is on.
    static List<ProtocolVersion> holes(Set<ProtocolVersion> enabled) {
        var holes = new ArrayList<ProtocolVersion>();
        var gap = new ArrayList<ProtocolVersion>();
        boolean begun = false;
        for (ProtocolVersion version : ProtocolVersion.values()) {
            if (!enabled.contains(version)) {
                gap.add(version);
            } else {
                if (begun) {
                    holes.addAll(gap);
                }
                begun = true;
                gap.clear();
            }
        }
        return List.copyOf(holes);
    }

    /// The lowest enabled versions up to the first hole, which is all a client makes use of.
    static Set<ProtocolVersion> lowestRow(Set<ProtocolVersion> enabled) {
        var row = EnumSet.noneOf(ProtocolVersion.class);
        for (ProtocolVersion version : ProtocolVersion.values()) {
            if (enabled.contains(version)) {
                row.add(version);
            } else if (!row.isEmpty()) {
                break;
            }
        }
        return ordered(row);
    }

    private static Set<ProtocolVersion> ordered(Set<ProtocolVersion> versions) {
        var copy = EnumSet.noneOf(ProtocolVersion.class);
        copy.addAll(versions);
        return java.util.Collections.unmodifiableSet(copy);
    }

    /// The generations of the parser. Which one is at work depends on the release and on the library it
    /// was built with.
    enum Parser {
        /// 2.3 to 2.9.1, and later 2.x built with a library older than OpenSSL 1.0.1.
        UP_TO_TLSV1(ProtocolVersion.TLSV1, ProtocolVersion.TLSV1, false),
        /// 2.6.15, 2.7.9, 2.8.10, 2.9.2 and later 2.x with OpenSSL 1.0.1.
        UP_TO_TLSV1_2(ProtocolVersion.TLSV1_2, ProtocolVersion.TLSV1_2, false),
        /// 3.0 to 3.5: TLSv1.3 is a word without effect.
        TLSV1_3_WITHOUT_EFFECT(ProtocolVersion.TLSV1_3, ProtocolVersion.TLSV1_2, false),
        /// 3.0.14, 3.1.10, 3.2.7, 3.3.2 and 3.4 to 3.5 with OpenSSL 1.1.1.
        UP_TO_TLSV1_3(ProtocolVersion.TLSV1_3, ProtocolVersion.TLSV1_3, false),
        /// 3.6 and later: also `>=` and `<=`.
        BOUNDS(ProtocolVersion.TLSV1_3, ProtocolVersion.TLSV1_3, true);

        /// Words end at these; a semicolon is part of a word.
        private static final Pattern SEPARATORS = Pattern.compile("[ \\t\\r\\n,:]+");
        private static final Pattern HEX = Pattern.compile("\\+?(?:0[xX])?0*([0-9a-fA-F]{1,8})");

        private final ProtocolVersion lastName;
        private final ProtocolVersion lastEffective;
        private final boolean bounds;

        Parser(ProtocolVersion lastName, ProtocolVersion lastEffective, boolean bounds) {
            this.lastName = lastName;
            this.lastEffective = lastEffective;
            this.bounds = bounds;
        }

        /// The parser of a release.
        ///
        /// @param tls12 whether the library it was built with is OpenSSL 1.0.1 or later
        /// @param tls13 whether that library is OpenSSL 1.1.1 or later
        public static Parser of(PostfixRelease release, boolean tls12, boolean tls13) {
            if (release.atLeast(3, 6)) {
                return BOUNDS;
            }
            if (release.atLeast(3, 0)) {
                return tls13 && release.in("3.0.14+,3.1.10+,3.2.7+,3.3.2+,3.4+")
                        ? UP_TO_TLSV1_3
                        : TLSV1_3_WITHOUT_EFFECT;
            }
            return tls12 && release.in("2.6.15+,2.7.9+,2.8.10+,2.9.2+,2.10-2.11") ? UP_TO_TLSV1_2 : UP_TO_TLSV1;
        }

        /// Whether a list may hold this word.
        public boolean knows(String word) {
            return read(word) instanceof Enabled;
        }

        private ProtocolList read(String value) {
            var included = EnumSet.noneOf(ProtocolVersion.class);
            var excluded = EnumSet.noneOf(ProtocolVersion.class);
            int floor = 0;
            int ceiling = 0;
            for (String word : SEPARATORS.split(value, -1)) {
                if (word.isEmpty()) {
                    continue;
                }
                if (bounds && (word.startsWith(">=") || word.startsWith("<="))) {
                    Optional<Integer> bound = bound(word.substring(2));
                    if (bound.isEmpty()) {
                        return new Invalid(word);
                    }
                    floor = word.startsWith(">") ? bound.get() : floor;
                    ceiling = word.startsWith("<") ? bound.get() : ceiling;
                    continue;
                }
                boolean negated = word.startsWith("!");
                Optional<ProtocolVersion> version = name(negated ? word.substring(1) : word);
                if (version.isEmpty()) {
                    return new Invalid(word);
                }
                (negated ? excluded : included).add(version.get());
            }
            return new Enabled(remaining(included, excluded, floor, ceiling), unnamed());
        }

        private Set<ProtocolVersion> remaining(
                EnumSet<ProtocolVersion> included, Set<ProtocolVersion> excluded, int floor, int ceiling) {
            included.removeIf(version -> version.compareTo(lastEffective) > 0);
            var enabled = EnumSet.range(ProtocolVersion.SSLV2, lastEffective);
            if (!included.isEmpty()) {
                enabled.retainAll(included);
            }
            enabled.removeAll(excluded);
            enabled.removeIf(version -> version.code() < floor(floor) || version.code() > ceiling(ceiling));
            return enabled;
        }

        /// OpenSSL ignores a bound that is not a version it knows (`SSL_CTX_set_min_proto_version`).
        private static int floor(int bound) {
            return isBound(bound) ? bound : 0;
        }

        private static int ceiling(int bound) {
            return isBound(bound) ? bound : Integer.MAX_VALUE;
        }

        private static boolean isBound(int code) {
            return ProtocolVersion.coded(code)
                    .filter(version -> version != ProtocolVersion.SSLV2)
                    .isPresent();
        }

        private Set<ProtocolVersion> unnamed() {
            return lastEffective == ProtocolVersion.TLSV1_3
                    ? Set.of()
                    : EnumSet.complementOf(EnumSet.range(ProtocolVersion.SSLV2, lastEffective));
        }

        private Optional<ProtocolVersion> name(String word) {
            return ProtocolVersion.named(word).filter(version -> version.compareTo(lastName) <= 0);
        }

        /// A name but SSLv2, `None`, or a number in hexadecimal; nothing at all is no bound.
        private static Optional<Integer> bound(String word) {
            if (word.isEmpty() || word.toLowerCase(Locale.ROOT).equals("none")) {
                return Optional.of(0);
            }
            Optional<ProtocolVersion> version = ProtocolVersion.named(word);
            if (version.isPresent()) {
                return version.filter(found -> found != ProtocolVersion.SSLV2).map(ProtocolVersion::code);
            }
            Matcher hex = HEX.matcher(word);
            if (!hex.matches()) {
                return Optional.empty();
            }
            long number = Long.parseLong(hex.group(1), 16);
            return number > Integer.MAX_VALUE ? Optional.empty() : Optional.of((int) number);
        }
    }
}
