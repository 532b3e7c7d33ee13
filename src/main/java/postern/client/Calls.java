package postern.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.maillog.LogLine;
import postern.table.FactTable;

/// Calls of functions that open a connection (`calls.tsv`): `Connect("mail.example.com", 587, true)`.
final class Calls {
    private static final int LONGEST = 500;
    private static final List<Row> ROWS =
            FactTable.rows(Calls.class, "calls.tsv").stream().map(Row::of).toList();
    /// `(int)smtpPort`, `self.port`, `settings.Port`: the name of what holds the port.
    private static final Pattern HOLDER =
            Pattern.compile("(?:\\(\\w+\\)\\s*)?(?:[\\w$]+(?:\\.|->|::))*\\$?(\\w+)(?:\\.\\w+\\(\\))?");

    private Calls() {}

    private record Row(
            String program, String mark, Pattern call, int port, OptionalInt argument, Pattern value, ClientMode mode) {
        static Row of(String[] columns) {
            return new Row(
                    columns[0],
                    columns[1],
                    Pattern.compile("(?<![\\w.>])(?:\\w+\\.)?" + columns[2] + "\\s?\\("),
                    Integer.parseInt(columns[3]),
                    columns[4].isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(columns[4])),
                    Pattern.compile(columns[5]),
                    Modes.mode(columns[6]));
        }

        boolean tells(List<String> arguments) {
            return argument.isEmpty()
                    || (argument.getAsInt() < arguments.size()
                            && value.matcher(unquoted(arguments.get(argument.getAsInt())))
                                    .matches());
        }
    }

    /// The settings in a line's calls.
    ///
    /// @param settings all that is assigned in the text
    static Stream<ClientSettings> in(LogLine line, List<Assignment> settings, Marks shown) {
        // Most lines hold no call, and there are many rows.
        Stream<Row> rows = line.text().indexOf('(') < 0 ? Stream.empty() : ROWS.stream();
        return rows.flatMap(row -> {
            Matcher call = row.call.matcher(line.text());
            if (!call.find() || !shown.hold(row.mark)) {
                return Stream.empty();
            }
            List<String> arguments = arguments(line.text(), call.end());
            return row.tells(arguments) ? settings(row, arguments, line, settings) : Stream.empty();
        });
    }

    private static Stream<ClientSettings> settings(
            Row row, List<String> arguments, LogLine line, List<Assignment> settings) {
        return port(row, arguments, line, settings).stream()
                .flatMap(port -> MailProtocol.on(port.port()).stream()
                        .map(protocol ->
                                new ClientSettings(row.program, protocol, row.mode, port.port(), line, port.line())));
    }

    /// As the argument itself, as what was assigned to the name that stands there, or in a remark behind the call.
    private static Optional<Ports.Named> port(
            Row row, List<String> arguments, LogLine line, List<Assignment> settings) {
        Optional<String> argument = arguments.stream()
                .skip(row.port)
                .findFirst()
                .filter(it -> row.port > 0 || it.contains(":"))
                .map(it -> unquoted(it.substring(it.lastIndexOf(':') + 1).replaceAll("^\\s*\\w+\\s*=\\s*", "")));
        if (argument.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt number = Ports.number(argument.get());
        if (number.isPresent() || argument.get().matches("\\d+")) {
            return number.isPresent() ? Optional.of(new Ports.Named(number.getAsInt(), line)) : Optional.empty();
        }
        Matcher holder = HOLDER.matcher(argument.get());
        Predicate<Assignment> isMeant = setting -> holder.matches()
                && setting.name()
                        .equals(Assignment.of(holder.group(1), "", line).name());
        return settings.stream()
                .filter(isMeant)
                .flatMap(setting ->
                        Ports.number(setting.value()).stream().mapToObj(port -> new Ports.Named(port, setting.line())))
                .findFirst()
                .or(() -> Ports.in(remark(line)).findFirst().map(named -> new Ports.Named(named.port(), line)));
    }

    private static LogLine remark(LogLine line) {
        Matcher remark = Pattern.compile("(?://|#).*").matcher(line.text());
        return new LogLine(line.number(), remark.find() ? remark.group() : "");
    }

    private static String unquoted(String text) {
        return text.strip().replaceAll("^[rbuf]?[\"'](.*)[\"']$", "$1");
    }

    /// The arguments up to the bracket that closes the call.
    private static List<String> arguments(String text, int from) {
        List<String> arguments = new ArrayList<>();
        var argument = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (int at = from; at < text.length() && at < from + LONGEST; at++) {
            char character = text.charAt(at);
            if (quote != 0) {
                quote = character == quote ? 0 : quote;
            } else if (character == '"' || character == '\'') {
                quote = character;
            } else if (character == ')' && depth == 0) {
                break;
            } else if (character == ',' && depth == 0) {
                arguments.add(argument.toString());
                argument.setLength(0);
                continue;
            } else {
                depth += "([{".indexOf(character) >= 0 ? 1 : ")]}".indexOf(character) >= 0 ? -1 : 0;
            }
            argument.append(character);
        }
        arguments.add(argument.toString());
        return arguments.stream().map(String::strip).toList();
    }
}
