package postern.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.postfix.ProtocolList.Enabled;
import postern.postfix.ProtocolList.Invalid;
import postern.postfix.ProtocolList.Parser;
import postern.table.FactTable;
import postern.tls.ProtocolVersion;

class ProtocolListTest {

    static Stream<Arguments> vectors() {
        var columns = List.of(
                Parser.UP_TO_TLSV1,
                Parser.UP_TO_TLSV1_2,
                Parser.TLSV1_3_WITHOUT_EFFECT,
                Parser.UP_TO_TLSV1_3,
                Parser.BOUNDS);
        return FactTable.rows(ProtocolListTest.class, "protocol-list-vectors.tsv").stream()
                .skip(1)
                .flatMap(row -> columns.stream()
                        .map(parser -> Arguments.of(
                                row[0].equals("(empty)") ? "" : row[0], parser, row[columns.indexOf(parser) + 1])));
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("vectors")
    void readsAsTheRealParsersDo(String value, Parser parser, String expected) {
        String result = switch (ProtocolList.read(value, parser)) {
            case Invalid _ -> "INVALID";
            case Enabled(Set<ProtocolVersion> versions, Set<ProtocolVersion> _) ->
                versions.isEmpty()
                        ? "NONE"
                        : versions.stream().map(ProtocolVersion::toString).collect(Collectors.joining(" "));
        };
        assertThat(result).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2.3.0,  false, false, UP_TO_TLSV1
            2.9.1,  true,  false, UP_TO_TLSV1
            2.9.6,  true,  false, UP_TO_TLSV1_2
            2.9.6,  false, false, UP_TO_TLSV1
            2.6.6,  true,  false, UP_TO_TLSV1
            2.6.15, true,  false, UP_TO_TLSV1_2
            2.11.3, true,  false, UP_TO_TLSV1_2
            3.0.0,  true,  false, TLSV1_3_WITHOUT_EFFECT
            3.3.1,  true,  true,  TLSV1_3_WITHOUT_EFFECT
            3.3.2,  true,  true,  UP_TO_TLSV1_3
            3.5.25, true,  true,  UP_TO_TLSV1_3
            3.5.25, true,  false, TLSV1_3_WITHOUT_EFFECT
            3.6.0,  true,  true,  BOUNDS
            3.12-20260821, true, true, BOUNDS
            """)
    void chooses(String release, boolean tls12, boolean tls13, Parser parser) {
        assertThat(Parser.of(PostfixRelease.parse(release).orElseThrow(), tls12, tls13))
                .isEqualTo(parser);
    }

    @Test
    void namesTheWordThatIsNone() {
        assertThat(ProtocolList.read("!SSLv2, !TLSv1.0, foo", Parser.BOUNDS)).isEqualTo(new Invalid("!TLSv1.0"));
    }

    @Test
    void leavesOnWhatOldReleasesCannotName() {
        var enabled = (Enabled) ProtocolList.read("TLSv1", Parser.UP_TO_TLSV1);
        assertThat(enabled.within(EnumSet.range(ProtocolVersion.SSLV3, ProtocolVersion.TLSV1_2)))
                .containsExactly(ProtocolVersion.TLSV1, ProtocolVersion.TLSV1_1, ProtocolVersion.TLSV1_2);
    }

    @Test
    void findsHoles() {
        assertThat(ProtocolList.holes(Set.of(ProtocolVersion.TLSV1, ProtocolVersion.TLSV1_2)))
                .isEqualTo(List.of(ProtocolVersion.TLSV1_1));
        assertThat(ProtocolList.holes(Set.of(ProtocolVersion.TLSV1_2, ProtocolVersion.TLSV1_3)))
                .isEmpty();
    }

    @Property(tries = 300)
    void answersAnyText(@ForAll String value, @ForAll Parser parser) {
        assertThat(ProtocolList.read(value, parser)).isNotNull();
    }
}
