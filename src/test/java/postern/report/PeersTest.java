package postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postern.diagnosis.Diagnosis;
import postern.remedy.Delivery;
import postern.remedy.Forecast;
import postern.remedy.PeerForecast;
import postern.tls.Outcome;

/// Who gets mail through, as a log of any length has it.
final class PeersTest {
    private static final Forecast UNKNOWN =
            new Forecast(new Outcome.Undecided(Outcome.Missing.CLIENT_VERSIONS), Delivery.UNKNOWN);

    @Test
    void ofALongLogTheFirstAreListedAndTheOthersAddedUp() {
        Stream<PeerForecast> failing = IntStream.range(0, 40).mapToObj(i -> peer("failing" + i, 0, 9, 0));
        Stream<PeerForecast> rest =
                Stream.of(peer("one", 5, 0, 0), peer("two", 1, 1, 3), peer("three", 0, 0, 2), peer("four", 0, 1, 0));
        Stream<PeerForecast> unseen = Stream.of(peer("unseen", 0, 0, 0));
        Section section = Peers.section(
                report(Stream.of(failing, rest, unseen).flatMap(peers -> peers).toList()),
                ReportText.in(Locale.ENGLISH));

        assertThat(section.blocks().getFirst()).isInstanceOfSatisfying(Block.Table.class, table -> {
            assertThat(table.rows()).hasSize(41);
            assertThat(table.rows().getLast().getFirst().text()).isEqualTo("unseen");
        });
        assertThat(section.blocks().get(1))
                .isEqualTo(
                        new Block.Paragraph(
                                "Another 4 of the log are not listed: 2 got through with TLS, 1 only without, 1 not at all. “postern log” lists them all."));
    }

    @Test
    void ofAShortLogNothingIsLeftOut() {
        Section section = Peers.section(report(List.of(peer("one", 5, 0, 0))), ReportText.in(Locale.ENGLISH));
        assertThat(section.blocks()).hasSize(2);
    }

    private static PeerForecast peer(String name, long tls, long failed, long plaintext) {
        return new PeerForecast(name, "", List.of(), tls, failed, plaintext, UNKNOWN, UNKNOWN);
    }

    private static Report report(List<PeerForecast> peers) {
        Report healthy = SampleReports.healthy();
        return new Report(
                healthy.version(),
                healthy.asOf(),
                healthy.given(),
                List.of(),
                Optional.empty(),
                new Diagnosis(List.of(), List.of()),
                List.of(),
                peers,
                List.of(),
                List.of());
    }
}
