package postern.diagnosis.cause.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.DovecotListener;
import postern.diagnosis.cause.clue.MailFront;
import postern.diagnosis.cause.negotiation.FrontFloor;
import postern.evidence.Problem;

/// A program in front of the mail server does TLS on a mail port (nginx `listen … ssl` of its mail and stream modules,
/// HAProxy `bind … ssl`, Traefik's TCP routers), so that the mail server's settings have no effect there.
public final class TlsTerminatedElsewhere implements Cause {
    private static final String PORT = "(?:25|465|587|110|143|993|995)";
    private static final Pattern FAILED = Pattern.compile("SSL_do_handshake\\(\\) failed|: SSL handshake failure");
    /// The port stands alone or behind the address: `993`, `*:993`, `192.0.2.25:993`, `[::]:993`.
    private static final Pattern FRONT = Pattern.compile("\\blisten\\s+(?:\\S*:)?" + PORT + "(?=[\\s;])[^;]*\\bssl\\b"
            + "|\\bbind\\s+\\S*:" + PORT + "(?=[\\s,]).*\\bssl\\b"
            + "|\\] \\S*(?:smtp|submission|imap|pop3|mail)\\S*/\\S+: SSL handshake failure"
            + "|SSL_do_handshake\\(\\) failed.*server: \\S*:" + PORT + "(?![\\d:])");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> front = facts.evidence().texts().stream()
                .flatMap(text -> text.lines().stream()
                        .filter(line -> !line.text().strip().startsWith("#"))
                        .filter(line -> FRONT.matcher(line.text().strip()).find())
                        .map(line -> Citation.line(
                                text.source(), line.number(), line.text().strip())))
                .toList();
        List<Citation> stripped = MailFront.lines(facts);
        if (!stripped.isEmpty() && facts.direction() != Problem.OUTBOUND) {
            return Findings.cause(
                    this,
                    facts,
                    Certainty.LIKELY,
                    Map.of(),
                    stripped,
                    Stream.concat(Stream.of(Change.at(Target.FILE)), plain(facts))
                            .toList());
        }
        boolean failed =
                front.stream().anyMatch(line -> FAILED.matcher(line.text()).find());
        // Who shows the front's own settings knows that it is there.
        if (FrontFloor.in(facts).isPresent()) {
            return Findings.contributing(
                    this, facts, Certainty.LIKELY, Map.of(), front, List.of(Change.at(Target.FILE)));
        }
        return Findings.cause(
                this,
                facts,
                failed ? Certainty.LIKELY : Certainty.POSSIBLE,
                Map.of(),
                front,
                List.of(Change.at(Target.FILE), Change.command("systemctl reload nginx")));
    }

    /// Behind a proxy that takes TLS away the listener goes without.
    private static Stream<Change> plain(Facts facts) {
        return DovecotListener.in(facts).stream()
                        .anyMatch(listener -> listener.proxy() && listener.ssl().equals("yes"))
                ? Stream.of(Change.dovecot("ssl", "no"), Change.command("systemctl restart dovecot"))
                : Stream.empty();
    }
}
