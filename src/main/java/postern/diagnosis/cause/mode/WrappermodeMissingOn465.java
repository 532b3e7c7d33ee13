package postern.diagnosis.cause.mode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.evidence.Problem;
import postern.postfix.TlsService;

/// Port 465 without TLS from the first byte (RFC 8314 section 3.3): ours by master.cf, or the relay's that our client
/// greets in clear text (Postfix `src/smtp/smtp_connect.c`).
public final class WrappermodeMissingOn465 implements Cause {
    private static final int SMTPS = 465;
    private static final Pattern LOGGED = Pattern.compile(
            "SMTPS wrappermode \\(TCP port 465\\) requires|_tls_wrappermode requires|wrappermode \\(port smtps/465\\) is unimplemented");
    private static final Pattern INTERNAL = Pattern.compile("(?:127\\.0\\.0\\.1|localhost|\\[::1\\]|amavis)");
    /// Our client waits for a greeting that the relay does not send before TLS.
    private static final Pattern SILENT = Pattern.compile(
            "relay=(?!127\\.|localhost)[^,]{1,300}\\]:465,.*(?:lost connection|timed out).*initial server greeting");
    /// Whoever answers commands of a mail transaction on that port speaks plain SMTP there.
    private static final Pattern PLAIN = Pattern.compile(
            "relay=[^,]{1,300}\\]:465,.*\\(host \\S+ said: [245]\\d\\d.*in reply to (?:MAIL|RCPT|end of DATA|DATA)");
    private static final Pattern SENT = Pattern.compile("relay=[^,]{1,300}\\]:465,.*status=sent");
    private static final Pattern PORT = Pattern.compile("[: ](?:465|smtps|submissions)\\b");
    private static final Pattern NO_TLS =
            Pattern.compile("wrong version number|unknown protocol|packet length too long|http request");
    private static final Pattern RELAY = Pattern.compile(":(?:465|smtps|submissions)\\s*$");

    @Override
    public List<Finding> examine(Facts facts) {
        Optional<TlsService> service = facts.services().stream()
                .filter(it -> it.port().orElse(0) == SMTPS && !it.implicitTls())
                .findFirst();
        if (service.isPresent() && facts.direction() != Problem.OUTBOUND) {
            return inbound(facts, service.get());
        }
        if (facts.direction() != Problem.OUTBOUND && facts.services().isEmpty()) {
            List<Finding> seen = unwrapped(facts, seen(facts), "smtps", Certainty.LIKELY);
            return seen.isEmpty()
                    ? unwrapped(facts, PlainAnswer.on(Set.of(SMTPS), facts), "smtps", Certainty.POSSIBLE)
                    : seen;
        }
        if (facts.direction() == Problem.INBOUND || (relay(facts).findAny().isEmpty() && names127(facts))) {
            return List.of();
        }
        if (!Logs.saying(PLAIN, facts).isEmpty() || !Logs.saying(SENT, facts).isEmpty()) {
            return List.of();
        }
        List<Citation> relay = relay(facts).toList();
        List<Citation> said = wraps(facts) && relay.isEmpty() ? List.of() : Logs.saying(LOGGED, facts);
        List<Citation> silent = wraps(facts) ? List.of() : Logs.saying(SILENT, facts);
        return Findings.cause(
                this,
                facts,
                said.isEmpty() && relay.isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                Map.of("port", "465"),
                Stream.of(said, silent, relay).flatMap(List::stream).toList(),
                List.of(
                        Change.mainCf("smtp_tls_wrappermode", "yes"),
                        Change.mainCf("smtp_tls_security_level", "encrypt"),
                        Change.command("postfix reload")));
    }

    private List<Finding> inbound(Facts facts, TlsService service) {
        return unwrapped(
                facts,
                facts.evidence().masterCf().stream()
                        .map(given -> Citation.line(given.source(), service.line(), service.name() + " inet"))
                        .toList(),
                service.name(),
                Certainty.PROVEN);
    }

    private List<Finding> unwrapped(Facts facts, List<Citation> evidence, String service, Certainty certainty) {
        return Findings.cause(
                this,
                facts,
                certainty,
                Map.of("port", "465"),
                evidence,
                List.of(
                        new Change(
                                Target.MASTER_CF,
                                Optional.of(service),
                                Optional.of("smtpd_tls_wrappermode"),
                                Optional.of("yes"),
                                Optional.of("postconf -P '" + service + "/inet/smtpd_tls_wrappermode=yes'")),
                        Change.command("postfix reload")));
    }

    /// Somebody was greeted in plain text on that port, or spoke TLS to it and got what is no TLS.
    private static List<Citation> seen(Facts facts) {
        Stream<Citation> greeted = facts.evidence().dialogues().stream()
                .filter(dialogue -> dialogue.greeting().isPresent() && !dialogue.isEncrypted())
                .filter(dialogue -> names465(dialogue.command()))
                .map(dialogue -> Citation.of(
                        dialogue.source(), "220 " + dialogue.greeting().orElse("")));
        Stream<Citation> tested = facts.evidence().transcripts().stream()
                .filter(run -> names465(run.command())
                        && run.command().filter(it -> it.contains("-starttls")).isEmpty())
                .flatMap(run -> run.errors().stream()
                        .filter(error -> NO_TLS.matcher(error.reason()).find())
                        .limit(1)
                        .map(error -> Citation.of(run.source(), error.reason())));
        return Stream.concat(greeted, tested).toList();
    }

    private static boolean names465(Optional<String> command) {
        return command.filter(it -> PORT.matcher(it).find()).isPresent();
    }

    /// On a hop within the machine the wrapper mode is what does not belong.
    private static boolean names127(Facts facts) {
        return !facts.lines(INTERNAL).isEmpty();
    }

    /// The wrapper mode is on already; then a transport lacks the level, and what it speaks to is not port 465.
    private static boolean wraps(Facts facts) {
        return facts.evidence().mainCf().stream()
                .flatMap(given -> given.content().entry("smtp_tls_wrappermode").stream())
                .anyMatch(entry -> entry.value().equalsIgnoreCase("yes"));
    }

    /// Wrapper mode is off there, or has no effect below the level encrypt.
    private static Stream<Citation> relay(Facts facts) {
        boolean mandatory = Outgoing.client(facts)
                .filter(client -> client.level().isMandatory())
                .isPresent();
        return facts.evidence().mainCf().stream()
                .filter(_ -> !wraps(facts) || !mandatory)
                .flatMap(given -> given.content().entry("relayhost").stream()
                        .filter(entry -> RELAY.matcher(entry.value()).find())
                        .map(entry ->
                                Citation.line(given.source(), entry.firstLine(), "relayhost = " + entry.value())));
    }
}
