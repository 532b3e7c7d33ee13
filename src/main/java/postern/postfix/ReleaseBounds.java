package postern.postfix;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import postern.openssl.OpenSslError;
import postern.openssl.ReleaseSpan;

/// Between which releases the software must lie, by what the configuration uses and by how the log is
/// written.
///
/// @param floor    the lowest Postfix that understands the configuration
/// @param numbered whether the daemons put a number in front of the library's error, as Postfix did until
///                 2.10; empty if the log does not show it
/// @param library  the releases of OpenSSL that write such errors
record ReleaseBounds(Optional<ReleaseFloor> floor, Optional<Boolean> numbered, List<ReleaseSpan> library) {
    private static final String LIBRARY_PROBLEM = "TLS library problem: ";
    private static final Pattern NUMBERED = Pattern.compile(LIBRARY_PROBLEM + "-?\\d+:error:");

    static ReleaseBounds of(MainCf mainCf, List<String> texts) {
        List<String> problems =
                texts.stream().filter(text -> text.contains(LIBRARY_PROBLEM)).toList();
        return new ReleaseBounds(
                ReleaseFloor.of(mainCf),
                problems.stream()
                        .findFirst()
                        .map(problem -> NUMBERED.matcher(problem).find()),
                problems.stream()
                        .flatMap(problem -> OpenSslError.find(problem).stream())
                        .map(OpenSslError::releases)
                        .distinct()
                        .toList());
    }

    /// Whether anything is known.
    boolean isEmpty() {
        return floor.isEmpty() && numbered.isEmpty() && library.isEmpty();
    }

    /// What the daemons wrote outweighs what the configuration uses: a release ignores settings it does not
    /// know.
    boolean allow(Distribution distribution) {
        PostfixRelease postfix = distribution.latest();
        boolean asLogged = numbered.map(old -> old != postfix.atLeast(2, 11)).orElse(true);
        boolean understood = numbered.orElse(false)
                || floor.map(lowest -> lowest.release().compareTo(postfix) <= 0).orElse(true);
        return asLogged
                && understood
                && library.stream()
                        .allMatch(span -> span.contains(distribution.openssl().release()));
    }

    /// The text that shows it; empty if nothing does.
    String evidence(List<String> texts) {
        return texts.stream()
                .filter(text -> text.contains(LIBRARY_PROBLEM))
                .findFirst()
                .or(() -> floor.map(ReleaseFloor::evidence))
                .orElse("");
    }
}
