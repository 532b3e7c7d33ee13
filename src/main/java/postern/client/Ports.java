package postern.client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import postern.maillog.LogLine;

/// Finds the ports of mail that are named.
final class Ports {
    /// Outlook asks for the port under the server's name.
    private static final Pattern NAME = Pattern.compile(
            "(?:.*_)?\\w{0,20}port(?:number|nummer)?|(?:.*_)?service|.*端口|(?:incoming|outgoing)_.*server.*");
    /// `host:port` as a value.
    private static final Pattern ENDPOINT = Pattern.compile("[\\w.-]{1,255}:(\\d{2,5})");
    /// A port among other words: `host:587`, `port 587`, `, 587`, `"host", 587`.
    private static final Pattern LOOSE = Pattern.compile(
            "(?i)(?<![\\w.:-])(?:\\bport\\W{0,5}|[\\w.-]{1,255}[a-z\\]]:|\\d{1,3}(?:\\.\\d{1,3}){3}:|)(25|465|587|110|143|993|995|4190)(?![\\w:-]|\\.\\d)");

    private static final Pattern NUMBER = Pattern.compile("(?<!\\d)(?:25|465|587|110|143|993|995|4190)(?!\\d)");

    private Ports() {}

    /// The port of mail that a setting names.
    static OptionalInt of(Assignment setting) {
        if (NAME.matcher(setting.name()).matches()) {
            return number(setting.value());
        }
        Matcher endpoint = ENDPOINT.matcher(setting.value());
        return endpoint.matches() ? number(endpoint.group(1)) : OptionalInt.empty();
    }

    /// The only port of a protocol that lines name, in whatever way.
    static Optional<Named> only(List<LogLine> lines, MailProtocol protocol) {
        List<Named> named = lines.stream()
                .flatMap(Ports::in)
                .filter(each -> MailProtocol.on(each.port()).equals(Optional.of(protocol)))
                .toList();
        Set<Integer> ports = named.stream().map(Named::port).collect(Collectors.toSet());
        return ports.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    static Stream<Named> in(LogLine line) {
        return LOOSE.matcher(line.text()).results().map(found -> new Named(Integer.parseInt(found.group(1)), line));
    }

    /// Whether a line holds the number of such a port, whatever it stands for.
    static boolean isIn(LogLine line) {
        return NUMBER.matcher(line.text()).find();
    }

    /// A port and where it is named.
    record Named(int port, LogLine line) {}

    static OptionalInt number(String text) {
        Matcher digits = Pattern.compile("(?:\\$\\{\\w+:-)?(\\d{2,5})\\D?").matcher(text);
        return digits.matches()
                ? IntStream.of(Integer.parseInt(digits.group(1)))
                        .filter(port -> MailProtocol.on(port).isPresent())
                        .findFirst()
                : OptionalInt.empty();
    }
}
