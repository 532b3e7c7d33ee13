package postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void writesOutControlAndDirectionCharacters() {
        assertThat(Printable.of("\u001b[2Ja\tb\u0085\u202e\ud800")).isEqualTo("\\x1b[2Ja b\\x85\\u{202e}\\u{d800}");
    }

    @Test
    void keepsLettersOfAllScripts() {
        assertThat(Printable.of("Zürich, Ελλάδα, 中文, 😀")).isEqualTo("Zürich, Ελλάδα, 中文, 😀");
    }

    @Test
    void showsOnlyTheBeginningOfWhatNobodyReads() {
        assertThat(Printable.clipped("😀".repeat(5000))).isEqualTo("😀".repeat(1500) + " …");
    }

    @Property
    void leavesNothingThatSteersOrHides(@ForAll String text) {
        assertThat(Printable.of(text)).doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\u2028\\u2029]");
    }

    @Property
    void changesNothingTheSecondTime(@ForAll String text) {
        String once = Printable.of(text);

        assertThat(Printable.of(once)).isEqualTo(once);
    }
}
