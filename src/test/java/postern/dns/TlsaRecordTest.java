package postern.dns;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TlsaRecordTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "3 1 1 00FF",
                "3 1 1 00 ff",
                "  3  1\t1   00 FF  ",
                "3 1 1 ( 00 FF )",
                "3 1 1 (00FF) ; rolled over in May"
            })
    void readsEveryWayOfWriting(String text) {
        assertThat(TlsaRecord.parse(text)).contains(new TlsaRecord(3, 1, 1, "00ff"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3 1 1", "3 1 1 <hash>", "3 1 1 abc", "256 1 1 ab", "3 1 ab", "x 1 1 ab"})
    void whatIsNoRecordIsNone(String text) {
        assertThat(TlsaRecord.parse(text)).isEmpty();
    }

    @Test
    void numbersOfNoStandardAreUnusable() {
        assertThat(new TlsaRecord(4, 1, 1, "00".repeat(32)).usability()).isEqualTo(TlsaRecord.Usability.UNKNOWN_NUMBER);
        assertThat(new TlsaRecord(3, 2, 1, "00".repeat(32)).usability()).isEqualTo(TlsaRecord.Usability.UNKNOWN_NUMBER);
        assertThat(new TlsaRecord(3, 1, 3, "00".repeat(32)).usability()).isEqualTo(TlsaRecord.Usability.UNKNOWN_NUMBER);
    }

    @Property(tries = 500)
    void whatIsWrittenIsReadAgain(
            @ForAll @IntRange(max = 255) int usage,
            @ForAll @IntRange(max = 255) int selector,
            @ForAll @IntRange(max = 255) int matchingType,
            @ForAll @Size(min = 1, max = 64) byte[] data) {
        TlsaRecord record = TlsaRecord.of(usage, selector, matchingType, data);
        assertThat(TlsaRecord.parse(record.toString())).contains(record);
    }

    @Property(tries = 1000)
    void noTextIsTooStrange(@ForAll String text) {
        assertThat(TlsaRecord.parse(text)).isNotNull();
    }
}
