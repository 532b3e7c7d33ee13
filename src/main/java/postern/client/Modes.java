package postern.client;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import postern.maillog.LogLine;
import postern.table.FactTable;

/// Which settings tell how a connection begins (`settings.tsv`).
final class Modes {
    private static final List<Row> ROWS =
            FactTable.rows(Modes.class, "settings.tsv").stream().map(Row::of).toList();

    private Modes() {}

    /// What a setting tells.
    ///
    /// @param rank    of two settings of one connection the one of lower rank decides
    /// @param program whose setting it is
    /// @param name    the setting's
    record Told(int rank, String program, String name, ClientMode mode, LogLine line) {}

    /// What a setting tells; empty if it is about something else.
    ///
    /// @param shown decides whether a row's mark stands in what is shown
    static Optional<Told> of(Assignment setting, Marks shown) {
        return ROWS.stream()
                .filter(row -> row.name.matcher(setting.name()).matches())
                .filter(row -> row.value.matcher(setting.value()).matches())
                .filter(row -> shown.hold(row.mark))
                .findFirst()
                .map(row -> new Told(ROWS.indexOf(row), row.program, setting.name(), row.mode, setting.line()));
    }

    private record Row(String program, String mark, Pattern name, Pattern value, ClientMode mode) {
        static Row of(String[] columns) {
            return new Row(
                    columns[0],
                    columns[1],
                    Pattern.compile(columns[2]),
                    Pattern.compile("(?i)" + value(columns[3])),
                    Modes.mode(columns[4]));
        }

        private static String value(String column) {
            return switch (column) {
                case "yes" -> "yes|true|on|1|always|enabled?|required|:true";
                case "no" -> "no|false|off|0|never|none|disabled?|:false";
                default -> column;
            };
        }
    }

    static ClientMode mode(String column) {
        return ClientMode.valueOf(column.toUpperCase(Locale.ROOT));
    }
}
