package postern.openssl;

import java.util.List;
import postern.table.FactTable;

/// What the word `DEFAULT` stands for in each release.
final class DefaultString {
    private static final List<String[]> ROWS = FactTable.rows(DefaultString.class, "default-strings.tsv");

    private DefaultString() {}

    /// The default string of the release; that of the newest known one for releases after it.
    static String of(OpenSslRelease release) {
        return ROWS.stream()
                .filter(row -> OpenSslRelease.of(row[0]).compareTo(release) <= 0)
                .reduce(ROWS.getFirst(), (_, later) -> later)[2];
    }
}
