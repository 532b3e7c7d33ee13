package postern.client;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.maillog.LogLine;
import postern.table.FactTable;

/// Lines that tell where and how at once (`phrases.tsv`): command lines, debug output.
final class Phrases {
    private static final List<Row> ROWS = FactTable.rows(Phrases.class, "phrases.tsv").stream()
            .map(columns -> new Row(columns[0], Pattern.compile(columns[1]), Modes.mode(columns[2])))
            .toList();

    private Phrases() {}

    private record Row(String program, Pattern line, ClientMode mode) {}

    static Stream<ClientSettings> in(LogLine line) {
        // Every row has a port, and most lines have none.
        Stream<Row> rows = Ports.isIn(line) ? ROWS.stream() : Stream.empty();
        return rows.flatMap(row -> row.line
                .matcher(line.text())
                .results()
                .limit(1)
                .flatMap(found -> {
                    int port = Integer.parseInt(found.group("port"));
                    return MailProtocol.on(port).stream()
                            .map(protocol -> new ClientSettings(row.program, protocol, row.mode, port, line, line));
                }));
    }
}
