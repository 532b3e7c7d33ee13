package postern.openssl;

import java.util.List;
import postern.table.FactTable;

/// A group word of the rule language, for example `HIGH`, `kEDH`, `COMPLEMENTOFDEFAULT`.
///
/// @param word    the word; upper and lower case differ
/// @param pattern what it asks of a suite
record Keyword(String word, WordPattern pattern) {

    /// The words that release knows.
    static List<Keyword> of(OpenSslRelease release) {
        return Rows.ALL.stream()
                .filter(row -> release.isWithin(row.from, row.to))
                .map(Row::keyword)
                .toList();
    }

    /// Whether 0.9.8 knows the word in a build that lacks the algorithms `absent`: one that is missing makes
    /// the word unknown, so `EDH`, which speaks of Kerberos too, is unknown without Kerberos. `ALL` is always
    /// known. (`ssl_cipher_collect_aliases`)
    boolean isKnownWithout(Traits absent) {
        return word.equals("ALL")
                || pattern.allowed().withoutProtocolAndStrength().and(absent).isNone();
    }

    private record Row(Keyword keyword, OpenSslRelease from, OpenSslRelease to) {}

    private static final class Rows {
        static final List<Row> ALL = FactTable.rows(Keyword.class, "keywords.tsv").stream()
                .map(Rows::row)
                .toList();

        private static Row row(String[] column) {
            return new Row(
                    new Keyword(column[0], WordPattern.group(Field.traits(column, 1))),
                    OpenSslRelease.of(column[7]),
                    OpenSslRelease.of(column[8]));
        }
    }
}
