package postern.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.evidence.Evidence;
import postern.evidence.InputKind;
import postern.evidence.PastedText;
import postern.evidence.Problem;
import postern.maillog.Bounce;
import postern.maillog.Direction;
import postern.maillog.LogLine;
import postern.maillog.PeerTotals;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;
import postern.openssl.Alert;
import postern.openssl.OpenSslError;
import postern.postfix.MainCf;

/// Which traffic the evidence is about, where the user does not say: the side on which handshakes fail, else the side
/// whose programs and settings were given.
final class DirectionGuess {
    /// Services for mail programs: Dovecot's, and those of Postfix that go by the usual names.
    private static final Pattern CLIENT_SERVICE = Pattern.compile("-login$|^(?:submissions?|smtps)/smtpd$");

    /// Words of the delivering side (Postfix `src/smtp`) in the output of `postqueue -p`, which gives the reason why a
    /// mail waits in a line of its own.
    private static final Pattern WAITING = Pattern.compile("^\\s*\\((?:TLS is required, but |Cannot start TLS: "
            + "|Server certificate not |lost connection with |conversation with |connect to |host \\S+ (?:said|refused)"
            + "|delivery temporarily suspended: |TLSA lookup error )");
    /// What the queue and the policy table of a delivering server say (Postfix `src/smtp`, TLS_README).
    private static final Pattern DELIVERY = Pattern.compile("\\((?:Server certificate not (?:trusted|verified)"
            + "|client TLS configuration problem|non DNSSEC destination|Verification not possible, MX RRset is insecure"
            + "|TLSA lookup error for .*|Cannot start TLS: .*|TLS is required, but .*)\\)|\\bsmtp_tls_policy_maps\\b");
    private static final Pattern CLIENT_PORT = Pattern.compile("(?:^|\\s|:)(?:143|993|110|995|imaps?|pop3s?)\\b");
    private static final Pattern OWN_RETURN = Pattern.compile(
            "Diagnostic-Code: X-Postfix; |<[^<>@\\s]+@[^<>\\s]+>: host\\s+([^\\[\\s]+)\\[[\\da-fA-F.:]+]\\s+said: ");
    private static final Pattern SUBMISSION = Pattern.compile("(?i)(?:[a-z]:|\\bport\\W{1,4})(?:587|465)\\b");
    private static final int HANDSHAKE_FAILURE = 40;

    private final Evidence evidence;

    private DirectionGuess(Evidence evidence) {
        this.evidence = evidence;
    }

    static Problem of(Evidence evidence) {
        return new DirectionGuess(evidence).guess();
    }

    private Problem guess() {
        if (refusedWithoutName() || returnedByOwnServer()) {
            return Problem.OUTBOUND;
        }
        long in = failures(Direction.INBOUND);
        long out = failures(Direction.OUTBOUND);
        if (in != out) {
            return in > out ? inbound() : Problem.OUTBOUND;
        }
        boolean server = talksOf("smtpd") || hasSettings("smtpd_");
        boolean client = talksOf("smtp") || talksOf("lmtp");
        if ((client && !talksOf("smtpd")) || (!server && pasted(WAITING))) {
            return Problem.OUTBOUND;
        }
        if (!server && hasSettings("smtp_")) {
            return Problem.OUTBOUND;
        }
        if (!server && evidence.logs().isEmpty() && pasted(DELIVERY)) {
            return Problem.OUTBOUND;
        }
        return (!server && (talksOfDovecot() || testsDovecot())) || isSubmission() ? Problem.CLIENTS : Problem.INBOUND;
    }

    /// A Postfix returned a mail because of how it met the other server (`src/bounce`,
    /// `src/smtp/smtp_connect.c`): whoever shows nothing else has that Postfix.
    private boolean returnedByOwnServer() {
        if (!evidence.logs().isEmpty()
                || (evidence.mainCf().isPresent() && ownName().isEmpty())) {
            return false;
        }
        String own = ownName().orElse("");
        return Stream.concat(
                        evidence.bounces().stream().map(Bounce::lines),
                        evidence.texts().stream().map(PastedText::lines))
                .map(lines -> lines.stream().map(LogLine::text).collect(Collectors.joining(" ")))
                .flatMap(text -> OWN_RETURN.matcher(text).results())
                .anyMatch(found -> found.group(1) == null
                        || (!own.isEmpty() && !found.group(1).equalsIgnoreCase(own)));
    }

    private Optional<String> ownName() {
        return evidence.mainCf()
                .flatMap(given -> given.content().entry("myhostname"))
                .map(MainCf.Entry::value);
    }

    /// Lines that name no program and no peer, and settings of both sides: `handshake_failure` comes from the
    /// side that could choose, which is the server (RFC 5246 section 7.2.2).
    private boolean refusedWithoutName() {
        List<TlsSession> failed = evidence.logs().stream()
                .flatMap(log -> log.peers().stream())
                .filter(peer -> peer.failed() > 0)
                .flatMap(peer -> peer.samples().stream())
                .toList();
        return hasSettings("smtp_")
                && !failed.isEmpty()
                && failed.stream()
                        .allMatch(session -> session.peer().address().isEmpty()
                                && session.lines().stream()
                                        .noneMatch(line -> line.text().contains("smtpd"))
                                && isRefusedByServer(session));
    }

    private static boolean isRefusedByServer(TlsSession session) {
        return session.outcome() instanceof SessionOutcome.Failed failed
                && failed.error()
                        .filter(error -> error.raisedBy().isEmpty())
                        .flatMap(OpenSslError::alert)
                        .filter(alert ->
                                alert.number() == HANDSHAKE_FAILURE && alert.direction() == Alert.Direction.RECEIVED)
                        .isPresent();
    }

    /// Ports on which only mail programs fail are their own matter.
    private Problem inbound() {
        boolean programs = evidence.logs().stream()
                .flatMap(log -> log.peers().stream())
                .filter(peer -> peer.direction() == Direction.INBOUND)
                .flatMap(peer -> peer.samples().stream())
                .filter(session -> session.outcome() instanceof SessionOutcome.Failed
                        || session.outcome() instanceof SessionOutcome.Unavailable)
                .allMatch(session -> CLIENT_SERVICE.matcher(session.service()).find());
        return programs ? Problem.CLIENTS : Problem.INBOUND;
    }

    private long failures(Direction way) {
        return evidence.logs().stream()
                .flatMap(log -> log.peers().stream())
                .filter(peer -> peer.direction() == way)
                .mapToLong(PeerTotals::failed)
                .sum();
    }

    private boolean talksOf(String program) {
        return evidence.logs().stream()
                .flatMap(log -> log.events().stream())
                .anyMatch(event ->
                        event.program().equals(program) || event.program().endsWith("/" + program));
    }

    private boolean pasted(Pattern words) {
        return evidence.texts().stream()
                .flatMap(text -> text.lines().stream())
                .anyMatch(line -> words.matcher(line.text()).find());
    }

    private boolean talksOfDovecot() {
        return evidence.logs().stream()
                .flatMap(log -> log.events().stream())
                .anyMatch(event -> event.id().startsWith("dovecot."));
    }

    /// A program's own words name a port for submission, and no log shows other traffic.
    private boolean isSubmission() {
        return evidence.logs().isEmpty()
                && evidence.bounces().isEmpty()
                && evidence.texts().stream()
                        .filter(text -> text.kind() == InputKind.UNKNOWN || text.kind() == InputKind.SMTP_DIALOGUE)
                        .flatMap(text -> text.lines().stream())
                        .anyMatch(line -> SUBMISSION.matcher(line.text()).find());
    }

    /// Tests of ports that only mail programs use.
    private boolean testsDovecot() {
        return evidence.transcripts().stream()
                .flatMap(run -> run.command().stream())
                .anyMatch(command -> CLIENT_PORT.matcher(command).find());
    }

    private boolean hasSettings(String prefix) {
        return evidence.mainCf().stream()
                .flatMap(given -> given.content().entries().stream())
                .anyMatch(entry -> entry.name().startsWith(prefix + "tls_")
                        || entry.name().equals(prefix + "use_tls")
                        || entry.name().equals(prefix + "enforce_tls"));
    }
}
