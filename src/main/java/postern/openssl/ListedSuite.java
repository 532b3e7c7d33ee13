package postern.openssl;

import java.util.List;
import postern.table.FactTable;
import postern.tls.CipherSuite;

/// A suite as the table of one release describes it.
///
/// @param suite        the suite
/// @param name         the name this release gives it
/// @param traits       its parts
/// @param strengthBits the strength that release states, by which `@STRENGTH` sorts
/// @param keyBits      the length of the cipher's key
record ListedSuite(CipherSuite suite, String name, Traits traits, int strengthBits, int keyBits) {

    /// Every suite that release knows, compiled in or not.
    static List<ListedSuite> of(OpenSslRelease release) {
        return Rows.ALL.stream()
                .filter(row -> release.isWithin(row.from, row.to))
                .map(Row::suite)
                .toList();
    }

    private record Row(ListedSuite suite, OpenSslRelease from, OpenSslRelease to) {}

    private static final class Rows {
        static final List<Row> ALL = FactTable.rows(ListedSuite.class, "suites.tsv").stream()
                .map(Rows::row)
                .toList();

        private static Row row(String[] column) {
            CipherSuite suite =
                    CipherSuite.coded(Integer.parseInt(column[0], 16)).orElseThrow();
            return new Row(
                    new ListedSuite(
                            suite,
                            column[1],
                            Field.traits(column, 2),
                            Integer.parseInt(column[8]),
                            Integer.parseInt(column[9])),
                    OpenSslRelease.of(column[10]),
                    OpenSslRelease.of(column[11]));
        }
    }
}
