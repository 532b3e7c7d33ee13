package postern.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FlowTest {
    /// serverReadable, somethingGiven, running, answered, result
    private static final Situation FRESH = new Situation(true, false, false, false, false);

    private static final Situation GIVEN = new Situation(true, true, false, false, false);
    private static final Situation UNREADABLE = new Situation(false, true, false, false, false);
    private static final Situation RUNNING = new Situation(true, true, true, false, false);
    private static final Situation ANSWERED = new Situation(true, true, false, true, true);
    private static final Situation STOPPED = new Situation(true, true, false, false, true);

    @Test
    void leadsThroughAllPagesWhenNothingStandsInTheWay() {
        assertThat(Flow.next(Page.COMPLAINT, GIVEN)).contains(Page.FILES);
        assertThat(Flow.next(Page.FILES, GIVEN)).contains(Page.PROBING);
        assertThat(Flow.next(Page.PROBING, ANSWERED)).contains(Page.DIAGNOSIS);
        assertThat(Flow.next(Page.DIAGNOSIS, ANSWERED)).contains(Page.REMEDY);
        assertThat(Flow.next(Page.REMEDY, ANSWERED)).contains(Page.REPORT);
        assertThat(Flow.next(Page.REPORT, ANSWERED)).isEmpty();
    }

    @Test
    void letsTheServerBeLeftOut() {
        assertThat(Flow.next(Page.COMPLAINT, FRESH)).contains(Page.FILES);
    }

    @Test
    void doesNotProbeUnchangedInputAgain() {
        assertThat(Flow.next(Page.FILES, ANSWERED)).contains(Page.DIAGNOSIS);
    }

    @Test
    void checksAgainWhatWasStopped() {
        assertThat(Flow.next(Page.FILES, STOPPED)).contains(Page.PROBING);
    }

    @Test
    void leadsFromAStoppedCheckToWhatIsKnown() {
        assertThat(Flow.next(Page.PROBING, STOPPED)).contains(Page.DIAGNOSIS);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    COMPLAINT,
                    FILES,     COMPLAINT
                    PROBING,   FILES
                    DIAGNOSIS, FILES
                    REMEDY,    DIAGNOSIS
                    REPORT,    REMEDY
                    """)
    void leadsBackToWhatWasGiven(Page page, Page before) {
        assertThat(Flow.back(page)).isEqualTo(Optional.ofNullable(before));
    }

    @Test
    void saysWhyThereIsNoWayOn() {
        assertThat(Flow.obstacle(Page.COMPLAINT, UNREADABLE)).contains(Obstacle.SERVER_NOT_UNDERSTOOD);
        assertThat(Flow.obstacle(Page.FILES, UNREADABLE)).contains(Obstacle.SERVER_NOT_UNDERSTOOD);
        assertThat(Flow.obstacle(Page.FILES, FRESH)).contains(Obstacle.NOTHING_GIVEN);
        assertThat(Flow.obstacle(Page.PROBING, RUNNING)).contains(Obstacle.RUNNING);
    }

    @ParameterizedTest
    @EnumSource(Page.class)
    void namesAnObstacleExactlyWhereTheWayIsBarred(Page page) {
        for (Situation situation : new Situation[] {FRESH, GIVEN, UNREADABLE, RUNNING, ANSWERED, STOPPED}) {
            boolean barred = Flow.next(page, situation).isEmpty() && page != Page.REPORT;
            boolean explained = Flow.obstacle(page, situation).isPresent();
            boolean canBeHere = Flow.isReachable(page, situation);
            boolean notStarted = page == Page.PROBING && !situation.running() && !situation.result();
            if (canBeHere && !notStarted) {
                assertThat(explained).as("%s in %s", page, situation).isEqualTo(barred);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Page.class,
            names = {"DIAGNOSIS", "REMEDY", "REPORT"})
    void reachesResultsOnlyWhenThereAreSome(Page page) {
        assertThat(Flow.isReachable(page, GIVEN)).isFalse();
        assertThat(Flow.isReachable(page, RUNNING)).isFalse();
        assertThat(Flow.isReachable(page, ANSWERED)).isTrue();
        assertThat(Flow.isReachable(page, STOPPED)).isTrue();
    }
}
