package postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void distinguishesWrongFromNothingWrongAndNotDecided() {
        assertThat(Verdict.of(SampleReports.founding())).isEqualTo(Verdict.WRONG);
        assertThat(Verdict.of(SampleReports.healthy())).isEqualTo(Verdict.NOTHING_WRONG);
        assertThat(Verdict.of(SampleReports.undecided())).isEqualTo(Verdict.UNDECIDED);
    }
}
