package postern.client;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.maillog.LogLine;
import postern.table.FactTable;

/// Addresses whose scheme tells how to begin (`schemes.tsv`): `smtps://mail.example.com:465`.
final class Addresses {
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\w+])(?<scheme>[a-z][a-z0-9+]{1,20})://(?:[^@\\s/'\"]{0,200}@)?[\\w.-]{1,255}:(?<port>\\d{2,5})(?!\\d)");

    private static final List<Row> ROWS = FactTable.rows(Addresses.class, "schemes.tsv").stream()
            .map(columns -> new Row(columns[0], Pattern.compile(columns[1]), Modes.mode(columns[2])))
            .toList();

    private Addresses() {}

    private record Row(String mark, Pattern scheme, ClientMode mode) {}

    static Stream<ClientSettings> in(LogLine line, Marks shown) {
        return ADDRESS.matcher(line.text()).results().flatMap(found -> {
            int port = Integer.parseInt(found.group("port"));
            return MailProtocol.on(port).stream()
                    .flatMap(protocol -> ROWS.stream()
                            .filter(row ->
                                    row.scheme.matcher(found.group("scheme")).matches())
                            .filter(row -> shown.hold(row.mark))
                            .limit(1)
                            .map(row -> new ClientSettings(
                                    found.group("scheme") + "://", protocol, row.mode, port, line, line)));
        });
    }

    /// Whether a line holds an address with a port, whatever its scheme tells.
    static boolean isIn(LogLine line) {
        Matcher address = ADDRESS.matcher(line.text());
        return address.find();
    }
}
