package postern.diagnosis.cause.mode;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.InputKind;
import postern.evidence.PastedText;

/// What programs say that began with TLS and got an answer in plain text, or waited for a greeting in plain text where
/// TLS was due. The port that they or their settings name tells which side is wrong.
final class PlainAnswer {
    /// OpenSSL and what is built on it (Python, PHP, Ruby, curl, Node.js), Java, Go, .NET, GnuTLS, NSS, Windows,
    /// rustls.
    private static final Pattern NO_TLS = Pattern.compile("(?i)wrong[ _]version[ _]number|unknown protocol"
            + "|SSL23_GET_SERVER_HELLO|Unrecognized SSL message, plaintext connection|Unsupported or unrecognized SSL message"
            + "|first record does not look like a TLS handshake|unexpected packet format"
            + "|Cannot determine the frame size|unexpected TLS packet was received|SSL_ERROR_RX_RECORD_TOO_LONG"
            + "|packet length too long|received corrupt message of type InvalidContentType|SEC_E_INVALID_TOKEN");
    /// Nodemailer, Java, Python: nothing was said until they gave up.
    private static final Pattern NO_GREETING = Pattern.compile(
            "Greeting never received|Could not connect to SMTP host.{0,100}response: -1|Connection unexpectedly closed");
    private static final Pattern AT_ONCE =
            Pattern.compile("SMTP_SSL|secure:\\s*true|smtps://|isSSL true|'ssl'|ssl\\.enable");
    private static final String PORTS = "(25|465|587|110|143|993|995)(?![\\d.]|:\\d)";
    /// `host:587`, `port 587`, `port: 587`, `Port = 587`, `("host", 587)`.
    private static final Pattern PORT = Pattern.compile(
            "(?i)(?:(?:\\b|_)port\\W{0,5}|[a-z\\]]:|\\d{1,3}(?:\\.\\d{1,3}){3}:" + "|['\"],\\s*)" + PORTS);
    private static final int SMTPS = 465;

    private PlainAnswer() {}

    /// Lines in which a program finds no TLS on one of these ports, and speaks of no other.
    static List<Citation> on(Set<Integer> ports, Facts facts) {
        return programs(facts)
                .filter(text -> !ports(text).isEmpty() && ports.containsAll(ports(text)))
                .flatMap(text -> lines(text, NO_TLS))
                .toList();
    }

    /// Lines in which a program finds no TLS on a port, or does not say where.
    static List<Citation> lines(int port, Facts facts) {
        return programs(facts)
                .flatMap(text -> lines(text, NO_TLS))
                .filter(line -> {
                    Set<Integer> named = ports(line.text().toString()).collect(Collectors.toSet());
                    return named.isEmpty() || named.contains(port);
                })
                .toList();
    }

    /// Lines in which a program that does not begin with TLS waits in vain on port 465.
    static List<Citation> noGreeting(Facts facts) {
        return programs(facts)
                .filter(text -> ports(text).equals(Set.of(SMTPS)))
                .filter(text -> lines(text, AT_ONCE).findAny().isEmpty())
                .flatMap(text -> lines(text, NO_GREETING))
                .toList();
    }

    /// Whether a program's output names a port.
    static boolean names(int port, Facts facts) {
        return programs(facts).anyMatch(text -> ports(text).contains(port));
    }

    private static Stream<PastedText> programs(Facts facts) {
        return facts.evidence().texts().stream().filter(text -> text.kind() == InputKind.UNKNOWN);
    }

    private static Stream<Citation> lines(PastedText text, Pattern pattern) {
        return text.lines().stream()
                .filter(line -> pattern.matcher(line.text()).find())
                .map(line -> Citation.line(text.source(), line.number(), line.text()));
    }

    private static Set<Integer> ports(PastedText text) {
        return text.lines().stream().flatMap(line -> ports(line.text())).collect(Collectors.toSet());
    }

    private static Stream<Integer> ports(String line) {
        return PORT.matcher(line).results().map(found -> Integer.valueOf(found.group(1)));
    }
}
