package postern.openssl;

import java.util.List;

/// What the word `DEFAULT` stands for in each release.
final class DefaultString {
    private static final List<String[]> ROWS = Table.rows("default-strings.tsv");

    private DefaultString() {}

    /// The default string of the release; that of the newest known one for releases after it.
    static String of(OpenSslRelease release) {
        return ROWS.stream()
                .filter(row -> OpenSslRelease.of(row[0]).compareTo(release) <= 0)
                .reduce(ROWS.getFirst(), (_, later) -> later)[2];
    }
}
