package postern.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import postern.remedy.Delivery;
import postern.remedy.Forecast;
import postern.remedy.PeerForecast;
import postern.report.Block.Cell;
import postern.report.Block.Paragraph;
import postern.report.Block.Table;

/// Software and devices that senders nobody has met yet may run: how many get in, and which have trouble.
final class OtherSenders {
    private OtherSenders() {}

    static Section section(Report report, ReportText text) {
        String title = text.get("others.title");
        if (report.others().isEmpty()) {
            return new Section("others", title, List.of());
        }
        boolean changes = !report.settings().isEmpty();
        List<PeerForecast> trouble = report.others().stream()
                .filter(other -> inTrouble(other.now()) || inTrouble(other.after()))
                .toList();
        long encrypted = report.others().stream()
                .filter(other -> other.after().delivery() == Delivery.ENCRYPTED)
                .count();
        Paragraph all = new Paragraph(text.get("others.all", report.others().size(), encrypted, changes ? 1 : 0));
        List<Block> blocks = new ArrayList<>();
        Peers.service(report, text).ifPresent(blocks::add);
        blocks.add(all);
        if (!trouble.isEmpty()) {
            blocks.add(new Paragraph(text.get("others.trouble")));
            blocks.add(table(trouble, changes, text));
        }
        return new Section("others", title, blocks);
    }

    private static Table table(List<PeerForecast> trouble, boolean changes, ReportText text) {
        List<String> heads = new ArrayList<>(List.of(text.get("peers.head.name.inbound"), text.get("peers.head.now")));
        if (changes) {
            heads.add(text.get("peers.head.after"));
        }
        List<List<Cell>> rows = trouble.stream()
                .map(other -> Stream.of(
                                Stream.of(Cell.of(text.name(other)), Peers.cell(other.now(), text)),
                                changes ? Stream.of(Peers.cell(other.after(), text)) : Stream.<Cell>empty())
                        .flatMap(cells -> cells)
                        .toList())
                .toList();
        return new Table(heads, changes ? List.of(36, 32, 32) : List.of(50, 50), rows);
    }

    private static boolean inTrouble(Forecast forecast) {
        return forecast.delivery() == Delivery.FAILS || forecast.delivery() == Delivery.PLAINTEXT;
    }
}
