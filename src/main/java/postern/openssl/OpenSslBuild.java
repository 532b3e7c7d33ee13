package postern.openssl;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import postern.table.FactTable;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;

/// A library as somebody compiled it: a release, and what was left in or out. Each build was measured, so
/// what it does with a cipher string is known exactly.
public final class OpenSslBuild {
    /// 0.9.8 has words for the Fortezza card but never an implementation.
    private static final Traits FORTEZZA =
            new Traits(Field.KEY_EXCHANGE.bit("FZA"), 0, Field.ENCRYPTION.bit("FZA"), 0, 0, 0);

    private final String name;
    private final OpenSslRelease release;
    private final int defaultSecurityLevel;
    private final @Nullable OpenSslRelease standsFrom;
    private final String[] column;

    /// What is worked out at the first question; one process rarely asks more than two builds.
    private volatile @Nullable Contents contents;

    private OpenSslBuild(String[] column) {
        this.name = column[0];
        this.release = OpenSslRelease.of(column[1]);
        this.defaultSecurityLevel = Integer.parseInt(column[3]);
        this.standsFrom = column[5].equals("-") ? null : OpenSslRelease.of(column[5]);
        this.column = column;
    }

    /// What was compiled in.
    private record Contents(
            List<ProtocolVersion> versions,
            List<CipherSuite> tls13,
            List<ListedSuite> initialOrder,
            Map<String, WordPattern> words) {}

    private Contents contents() {
        Contents known = contents;
        if (known == null) {
            known = read();
            contents = known;
        }
        return known;
    }

    private Contents read() {
        OpenSslRelease described = OpenSslRelease.of(column[2]);
        List<ListedSuite> listed = ListedSuite.of(described);
        Map<CipherSuite, ListedSuite> bySuite =
                listed.stream().collect(Collectors.toMap(ListedSuite::suite, Function.identity()));
        List<ListedSuite> compiledIn = suites(column[7]).stream()
                .map(suite -> Optional.ofNullable(bySuite.get(suite)).orElseThrow())
                .toList();
        List<ListedSuite> order = InitialOrder.of(compiledIn, release);
        Traits absent = FORTEZZA.or(parts(listed).without(parts(compiledIn)));
        return new Contents(
                Arrays.stream(column[4].split(" "))
                        .map(version -> ProtocolVersion.named(version).orElseThrow())
                        .toList(),
                suites(column[6]),
                order,
                words(order, Keyword.of(described), absent));
    }

    private static List<CipherSuite> suites(String codes) {
        return codes.equals("-")
                ? List.of()
                : Arrays.stream(codes.split(" "))
                        .map(code ->
                                CipherSuite.coded(Integer.parseInt(code, 16)).orElseThrow())
                        .toList();
    }

    private static Traits parts(List<ListedSuite> suites) {
        return suites.stream().map(ListedSuite::traits).reduce(Traits.NONE, Traits::or);
    }

    /// Suites are found before group words, and the first of the list before others of the same name.
    private Map<String, WordPattern> words(List<ListedSuite> order, List<Keyword> keywords, Traits absent) {
        Map<String, WordPattern> words = new HashMap<>();
        boolean knowsIanaNames = release.isFrom("3.2.0");
        for (ListedSuite suite : order) {
            words.putIfAbsent(suite.name(), WordPattern.named(suite));
            if (knowsIanaNames) {
                words.putIfAbsent(suite.suite().ianaName(), WordPattern.named(suite));
            }
        }
        for (Keyword keyword : keywords) {
            if (Dialect.of(release) != Dialect.OPENSSL_0_9_8 || keyword.isKnownWithout(absent)) {
                words.putIfAbsent(keyword.word(), keyword.pattern());
            }
        }
        return words;
    }

    /// Every build that is known, oldest release first.
    public static List<OpenSslBuild> all() {
        return Builds.ALL;
    }

    /// Finds a build by its name, for example `1.0.1e-deb7` or `3.5.3`.
    public static Optional<OpenSslBuild> named(String name) {
        return all().stream().filter(build -> build.name.equals(name)).findFirst();
    }

    /// The build that best stands for a release of which only the number is known: what distributions and
    /// the default options of that time compiled. A release older or newer than all has the oldest or
    /// newest build.
    public static OpenSslBuild nearest(OpenSslRelease release) {
        return all().stream()
                .filter(build -> build.standsFrom != null && build.standsFrom.compareTo(release) <= 0)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    /// Finds a build by its name, or the nearest to a release; empty if the text is neither.
    public static Optional<OpenSslBuild> find(String nameOrRelease) {
        return named(nameOrRelease).or(() -> OpenSslRelease.parse(nameOrRelease).map(OpenSslBuild::nearest));
    }

    /// The name: the release, and a word for what is special about the build.
    public String name() {
        return name;
    }

    /// The release it was made from.
    public OpenSslRelease release() {
        return release;
    }

    /// The security level in force if nobody sets one, 0 to 5; releases before 1.1.0 know none and have 0.
    public int defaultSecurityLevel() {
        return defaultSecurityLevel;
    }

    /// The protocol versions compiled in, oldest first, whatever the security level forbids.
    public List<ProtocolVersion> versions() {
        return contents().versions();
    }

    /// The TLS 1.3 suites, in order; a cipher string does not touch them.
    public List<CipherSuite> tls13Suites() {
        return contents().tls13();
    }

    /// The suites of older versions that are compiled in, in the library's own order of preference.
    public List<CipherSuite> suites() {
        return initialOrder().stream().map(ListedSuite::suite).toList();
    }

    /// The name this release has for a suite; the name of today where the build does not hold the suite.
    public String nameOf(CipherSuite suite) {
        return listed(suite).map(ListedSuite::name).orElse(suite.opensslName());
    }

    /// What the tables of this release say about a suite that is compiled in.
    Optional<ListedSuite> listed(CipherSuite suite) {
        return initialOrder().stream()
                .filter(listed -> listed.suite().equals(suite))
                .findFirst();
    }

    /// The suites a cipher string works on, in the order it finds them.
    List<ListedSuite> initialOrder() {
        return contents().initialOrder();
    }

    /// What a word of a cipher string stands for; null if this build does not know it.
    @Nullable
    WordPattern word(String word) {
        return contents().words().get(word);
    }

    /// The words this build knows: group words and names of suites.
    Set<String> words() {
        return Set.copyOf(contents().words().keySet());
    }

    /// The name.
    @Override
    public String toString() {
        return name;
    }

    private static final class Builds {
        static final List<OpenSslBuild> ALL = FactTable.rows(OpenSslBuild.class, "builds.tsv").stream()
                .map(OpenSslBuild::new)
                .toList();
    }
}
