package postern.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postern.evidence.Problem;
import postern.remedy.Forecast;
import postern.remedy.PeerForecast;
import postern.report.Block.Cell;
import postern.report.Block.Paragraph;
import postern.report.Block.Table;

/// Who gets mail through, now and after the changes.
final class Peers {
    private static final int HOSTS_SHOWN = 2;
    /// Nobody reads more of a printed table; those who failed most come first.
    private static final int MOST = 40;

    private Peers() {}

    static Section section(Report report, ReportText text) {
        String direction = report.direction().id();
        String title = text.get("peers.title." + direction);
        if (report.peers().isEmpty()) {
            return new Section("peers", title, List.of());
        }
        boolean changes = !report.settings().isEmpty();
        List<String> heads = new ArrayList<>(List.of(
                text.get("peers.head.name." + direction), text.get("peers.head.seen"), text.get("peers.head.now")));
        if (changes) {
            heads.add(text.get("peers.head.after"));
        }
        List<PeerForecast> seen =
                report.peers().stream().filter(PeerForecast::wasSeen).toList();
        Stream<PeerForecast> others = report.peers().stream().filter(peer -> !peer.wasSeen());
        List<List<Cell>> rows = Stream.concat(seen.stream().limit(MOST), others)
                .map(peer -> row(peer, changes, text))
                .toList();
        String note = report.direction() == Problem.OUTBOUND
                ? text.get(changes ? "peers.note.after.outbound" : "peers.note.now.outbound")
                : text.get(changes ? "peers.note.after" : "peers.note.now");
        return new Section(
                "peers",
                title,
                Stream.of(
                                Stream.of(new Table(
                                        heads, changes ? List.of(30, 16, 27, 27) : List.of(36, 24, 40), rows)),
                                rest(seen, text).stream(),
                                Stream.of(new Paragraph(note)),
                                service(report, text).stream())
                        .<Block>flatMap(blocks -> blocks)
                        .toList());
    }

    /// Those of a long log that the table leaves out, as sums.
    private static Optional<Paragraph> rest(List<PeerForecast> seen, ReportText text) {
        List<PeerForecast> rest = seen.stream().skip(MOST).toList();
        return rest.isEmpty()
                ? Optional.empty()
                : Optional.of(new Paragraph(text.get(
                        "peers.rest",
                        rest.size(),
                        rest.stream().filter(peer -> peer.tls() > 0).count(),
                        rest.stream()
                                .filter(peer -> peer.tls() == 0 && peer.plaintext() > 0)
                                .count(),
                        rest.stream()
                                .filter(peer -> peer.tls() + peer.plaintext() == 0)
                                .count())));
    }

    /// Which service a forecast is of, if it is not the one in question.
    static Optional<Paragraph> service(Report report, ReportText text) {
        return report.supplement().service().map(name -> new Paragraph(text.get("peers.service", name)));
    }

    private static List<Cell> row(PeerForecast peer, boolean changes, ReportText text) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.of(text.name(peer), hosts(peer, text)), Cell.of(seen(peer, text)), cell(peer.now(), text)));
        if (changes) {
            cells.add(cell(peer.after(), text));
        }
        return cells;
    }

    private static String hosts(PeerForecast peer, ReportText text) {
        String shown = String.join(
                ", ",
                peer.hosts().stream().limit(HOSTS_SHOWN).map(Printable::clipped).toList());
        int more = peer.hosts().size() - HOSTS_SHOWN;
        return more > 0 ? text.get("peers.hosts.more", shown, more) : shown;
    }

    private static String seen(PeerForecast peer, ReportText text) {
        List<String> counts = new ArrayList<>();
        if (peer.failed() > 0) {
            counts.add(text.get("peers.seen.failed", peer.failed()));
        }
        if (peer.plaintext() > 0) {
            counts.add(text.get("peers.seen.plaintext", peer.plaintext()));
        }
        if (peer.tls() > 0) {
            counts.add(text.get("peers.seen.tls", peer.tls()));
        }
        return counts.isEmpty() ? text.get("peers.seen.none") : text.joined(counts);
    }

    static Cell cell(Forecast forecast, ReportText text) {
        return new Cell(tone(forecast), text.delivery(forecast), text.outcome(forecast.outcome()));
    }

    static Tone tone(Forecast forecast) {
        return switch (forecast.delivery()) {
            case ENCRYPTED -> Tone.GOOD;
            case PLAINTEXT -> Tone.FAIR;
            case FAILS -> Tone.BAD;
            case UNKNOWN -> Tone.OPEN;
        };
    }
}
