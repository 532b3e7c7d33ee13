package postern.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.tls.CipherSuite;

/// Compares every measured result with what we evaluate: 220 strings in each of 19 builds, and six strings
/// at every security level.
class MeasuredCipherStringTest {
    private record Case(
            OpenSslBuild build, String level, boolean given, String string, String list, String usable, String error) {
        String evaluated() {
            CipherSelection selection = given
                    ? CipherString.evaluate(string, build, Integer.parseInt(level))
                    : CipherString.evaluate(string, build);
            return switch (selection) {
                case CipherSelection.Rejected(String why) -> "ERROR - " + why;
                case CipherSelection.Selected selected ->
                    codes(selected.all()) + " level "
                            + (level.equals("-") ? "-" : selected.securityLevel()) + " usable "
                            + (usable.equals("-") ? "-" : codes(selected.usable()));
            };
        }

        String measured() {
            return list.equals("ERROR") ? "ERROR - " + error : list + " level " + level + " usable " + usable;
        }
    }

    @ParameterizedTest
    @MethodSource("builds")
    void selectsWhatTheLibrarySelects(OpenSslBuild build) {
        List<Case> cases = cases().stream().filter(row -> row.build == build).toList();
        assertThat(cases).hasSizeGreaterThanOrEqualTo(220);
        assertThat(cases.stream()
                        .filter(row -> !row.evaluated().equals(row.measured()))
                        .map(row ->
                                row.string + "\n  measured  " + row.measured() + "\n  evaluated " + row.evaluated()))
                .isEmpty();
    }

    static List<OpenSslBuild> builds() {
        return OpenSslBuild.all();
    }

    private static String codes(List<CipherSuite> suites) {
        return suites.isEmpty() ? "NONE" : CipherListing.codes(suites);
    }

    private static List<Case> cases() {
        return TestTable.rows("cipher-strings.tsv.gz").stream()
                .map(column -> new Case(
                        OpenSslBuild.named(column[0]).orElseThrow(),
                        column[1],
                        column[2].equals("yes"),
                        column[3].replace("(empty)", "").replace("(sp)", " "),
                        column[4],
                        column[5],
                        column[6]))
                .toList();
    }
}
