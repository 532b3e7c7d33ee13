package postern.diagnosis.cause.clue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.PastedText;
import postern.maillog.LogLine;

/// Signs of a proxy that takes TLS away in front of a mail port: its settings, its own answer, or plain text that
/// arrives behind it on a port that begins with TLS.
public final class MailFront {
    private static final String PORT = "(?:25|465|587|110|143|993|995|4190|smtps?|imaps?|pop3s?|submissions?)";

    /// A label of a container for Traefik's TCP routers; `tls=true` and its kin end TLS there unless the router
    /// passes it through (Traefik, "Routing & Load Balancing", TCP routers).
    private static final Pattern TRAEFIK = Pattern.compile(
            "(?i)traefik\\.tcp\\.routers\\.([\\w-]+)\\.tls(?:\\.(?!passthrough)[\\w.]+)?\\s*[=:]\\s*\\S");
    private static final Pattern MAIL = Pattern.compile("(?i)imap|pop3|smtp|submission|sieve|mail");

    private static final Pattern ASKED =
            Pattern.compile("(?:\\b(?:s_client|telnet|nc|ncat|gnutls-cli|curl)\\b).*[: ]" + PORT + "(?=\\s|$)");
    private static final Pattern COMMAND = Pattern.compile("^\\S*[$#>] |\\b(?:s_client|curl|telnet) ");
    /// RFC 9112 section 4: no mail server answers so.
    private static final Pattern HTTP = Pattern.compile("^\\s*HTTP/1\\.[01] [1-5]\\d\\d\\b");

    /// Behind a proxy that tells whose connection it is.
    private static final Pattern NO_TLS =
            Pattern.compile("-login: .*(?:wrong version number|http request|packet length too long).*\\brip=");

    private MailFront() {}

    /// Lines of the proxy's settings, of an answer in HTTP, or of a failure that only a proxy explains.
    public static List<Citation> lines(Facts facts) {
        return Stream.of(
                        facts.evidence().texts().stream().flatMap(MailFront::routers),
                        facts.evidence().texts().stream().flatMap(MailFront::answersOfTheWeb),
                        stripped(facts).stream())
                .flatMap(lines -> lines)
                .toList();
    }

    private static Stream<Citation> routers(PastedText text) {
        return text.lines().stream().filter(line -> endsTls(text, line.text())).map(line -> citation(text, line));
    }

    private static boolean endsTls(PastedText text, String line) {
        Matcher router = TRAEFIK.matcher(line);
        if (line.strip().startsWith("#")
                || !router.find()
                || !MAIL.matcher(router.group(1)).find()) {
            return false;
        }
        Pattern passes = Pattern.compile(
                "(?i)routers\\." + Pattern.quote(router.group(1)) + "\\.tls\\.passthrough\\s*[=:]\\s*[\"'`]?true");
        return text.lines().stream().noneMatch(it -> passes.matcher(it.text()).find());
    }

    /// A web server's words on a mail port: the proxy takes what comes there for a request.
    private static Stream<Citation> answersOfTheWeb(PastedText text) {
        List<Citation> found = new ArrayList<>();
        boolean asked = false;
        for (LogLine line : text.lines()) {
            if (ASKED.matcher(line.text()).find()) {
                asked = true;
            } else if (COMMAND.matcher(line.text()).find()) {
                asked = false;
            } else if (asked && HTTP.matcher(line.text()).find()) {
                found.add(citation(text, line));
            }
        }
        return found.stream();
    }

    /// The listener expects a proxy and TLS behind it, and what comes is no TLS, from every client.
    private static List<Citation> stripped(Facts facts) {
        List<Citation> expects = DovecotListener.in(facts).stream()
                .filter(listener -> listener.proxy() && listener.ssl().equals("yes"))
                .map(DovecotListener::line)
                .toList();
        List<Citation> said = expects.isEmpty() ? List.of() : Logs.saying(NO_TLS, facts);
        boolean nobody = facts.senders().stream().noneMatch(sender -> sender.tls() > 0);
        return said.isEmpty() || !nobody
                ? List.of()
                : Stream.concat(said.stream(), expects.stream()).toList();
    }

    private static Citation citation(PastedText text, LogLine line) {
        return Citation.line(text.source(), line.number(), line.text().strip());
    }
}
