package postern.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Decodes every code of every release, and every error that real libraries queued.
class ErrorTableTest {
    private static final List<String[]> CODES = TestTable.rows("error-codes.tsv.gz");

    private record Row(
            String code,
            String library,
            String function,
            String text,
            String symbol,
            String category,
            String side,
            String alert,
            List<OpenSslRelease> releases) {
        static Row of(String[] column) {
            return new Row(
                    column[0],
                    column[1],
                    column[2],
                    column[3],
                    column[4],
                    column[5],
                    column[6],
                    column[7],
                    Arrays.stream(column[8].split(",")).map(OpenSslRelease::of).toList());
        }

        OpenSslError inFull() {
            return OpenSslError.find("error:" + code + ":" + library + ":" + function + ":" + text + ":file.c:1:")
                    .orElseThrow();
        }

        OpenSslError inNumbers() {
            return OpenSslError.ofCode(Long.parseLong(code, 16));
        }

        String expected() {
            return symbol + " " + category + " " + (side.equals("-") ? "unknown" : side);
        }
    }

    private static Stream<Row> rows() {
        return CODES.stream().map(Row::of);
    }

    private static String decoded(OpenSslError error) {
        return error.known().map(ErrorReason::symbol).orElse("?") + " "
                + error.category().id() + " " + error.side().name().toLowerCase(Locale.ROOT);
    }

    @Test
    void decodesEveryCodeFromItsText() {
        assertThat(rows().filter(row -> !decoded(row.inFull()).equals(row.expected())
                        || !row.inFull().reason().equals(row.text)
                        || !row.inFull().library().orElse("").equals(row.library)
                        || !row.inFull().function().orElse("").equals(row.function)))
                .isEmpty();
        assertThat(rows()).hasSize(2275);
    }

    @Test
    void decodesEveryCodeFromItsNumberAlone() {
        assertThat(rows().filter(row -> !decoded(row.inNumbers()).equals(row.expected()))
                        .map(row -> row + " " + decoded(row.inNumbers())))
                .isEmpty();
    }

    @Test
    void takesAReasonAsAlertReceivedExactlyWhereItIsOne() {
        assertThat(rows().filter(row -> {
                    int alert = row.inNumbers()
                            .alert()
                            .filter(found -> found.direction() == Alert.Direction.RECEIVED)
                            .map(Alert::number)
                            .orElse(-1);
                    return alert != (row.alert.equals("-") ? -1 : Integer.parseInt(row.alert));
                }))
                .isEmpty();
    }

    @Test
    void neverExcludesAReleaseThatWritesTheError() {
        assertThat(rows().filter(row -> !row.releases.stream()
                                .allMatch(release -> row.inFull().releases().contains(release)))
                        .map(row -> row + " " + row.inFull().releases()))
                .isEmpty();
    }

    @Test
    void readsEveryErrorThatRealServersQueued() {
        List<String[]> handshakes = TestTable.rows("handshakes.tsv.gz");
        List<String> faults = handshakes.stream()
                .flatMap(column -> Arrays.stream(column[6].split(" \\|\\| "))
                        .filter(error -> error.startsWith("error:"))
                        .filter(error -> !isReadBack(error, column[1])))
                .toList();
        assertThat(faults).isEmpty();
        assertThat(handshakes).hasSize(1104);
    }

    private static boolean isReadBack(String written, String server) {
        OpenSslRelease release = OpenSslRelease.of(server);
        List<OpenSslError> errors = OpenSslError.findAll(
                "Nov 25 05:00:00 mail postfix/smtpd[4711]: warning: TLS library problem: " + written + ":");
        String[] field = written.split(":", -1);
        return errors.size() == 1
                && errors.getFirst().known().isPresent()
                && errors.getFirst().reason().equals(field[4])
                && errors.getFirst().file().equals(java.util.Optional.of(field[5]))
                && errors.getFirst().releases().contains(release)
                && errors.getFirst()
                        .raisedBy()
                        .filter(side -> side != ErrorSide.SERVER)
                        .isEmpty();
    }
}
