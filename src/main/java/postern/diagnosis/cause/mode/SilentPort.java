package postern.diagnosis.cause.mode;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.SenderTraffic;
import postern.evidence.Problem;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;
import postern.sender.SenderProfile;
import postern.transcript.SmtpTranscript;

/// A port where a greeting is due, and the server waits for a TLS handshake instead: who connects in plain text hears
/// nothing, and the log tells of a handshake that failed before any command (Postfix `src/smtpd/smtpd.c`).
///
/// @param port     25 or 587
/// @param evidence who waited in vain, and what the server logged of it
record SilentPort(int port, List<Citation> evidence) {
    private static final Pattern PLAIN_PORT = Pattern.compile("\\b(25|587|smtp|submission)\\s*$");
    private static final Pattern TRYING = Pattern.compile("(?:Trying|Connected to) \\[?([0-9a-fA-F.:]+?)]?\\.*");
    private static final Pattern SERVICE = Pattern.compile("(?:.*/)?smtpd");
    private static final Pattern IMPLICIT = Pattern.compile("(?:.*/)?(?:smtps|submissions)/smtpd");
    /// Within STARTTLS it would say so.
    private static final Pattern BEFORE_COMMANDS = Pattern.compile("(?:lost connection|timeout) after CONNECT from");
    private static final Pattern NOT_TLS = Pattern.compile("unknown protocol|wrong version number|http request");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

    SilentPort {
        evidence = List.copyOf(evidence);
    }

    static Optional<SilentPort> in(Facts facts) {
        return tried(facts).or(() -> byServers(facts));
    }

    /// Somebody typed, and the log has his attempt: what came was no TLS, or it came from where he sat.
    private static Optional<SilentPort> tried(Facts facts) {
        List<SmtpTranscript> silent = facts.evidence().dialogues().stream()
                .filter(dialogue -> dialogue.isSilent() && port(dialogue).isPresent())
                .toList();
        Set<String> from = silent.stream().flatMap(SilentPort::addresses).collect(Collectors.toSet());
        List<Citation> attempts = facts.senders().stream()
                .flatMap(SenderTraffic::sessions)
                .filter(session -> isNoTls(session)
                        || (endedBeforeCommands(session)
                                && from.contains(session.peer().address())))
                .map(facts::citation)
                .toList();
        return silent.isEmpty() || attempts.isEmpty()
                ? Optional.empty()
                : Optional.of(new SilentPort(
                        port(silent.getFirst()).orElseThrow(),
                        Stream.concat(
                                        silent.stream()
                                                .map(dialogue -> Citation.of(
                                                        dialogue.source(),
                                                        dialogue.command().orElse(""))),
                                        attempts.stream())
                                .toList()));
    }

    /// Great mail providers deliver to port 25 and to no other.
    private static Optional<SilentPort> byServers(Facts facts) {
        List<Citation> attempts = facts.realSenders().stream()
                .filter(sender ->
                        sender.profile().filter(SenderProfile::isProvider).isPresent())
                .filter(sender -> sender.tls() == 0 && sender.delivered() == 0 && sender.plaintext() == 0)
                .flatMap(SenderTraffic::sessions)
                .filter(SilentPort::endedBeforeCommands)
                .map(facts::citation)
                .toList();
        return attempts.isEmpty() || facts.direction() != Problem.INBOUND
                ? Optional.empty()
                : Optional.of(new SilentPort(25, attempts));
    }

    private static boolean isNoTls(TlsSession session) {
        return IMPLICIT.matcher(session.service()).matches()
                && session.outcome() instanceof SessionOutcome.Failed failed
                && failed.error()
                        .filter(error -> NOT_TLS.matcher(error.reason()).find())
                        .isPresent();
    }

    private static boolean endedBeforeCommands(TlsSession session) {
        return SERVICE.matcher(session.service()).matches()
                && session.outcome() instanceof SessionOutcome.Failed
                && session.lines().stream()
                        .anyMatch(line -> BEFORE_COMMANDS.matcher(line.text()).find());
    }

    private static Stream<String> addresses(SmtpTranscript dialogue) {
        return dialogue.lines().stream()
                .map(line -> TRYING.matcher(line.text()))
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .flatMap(address -> LOOPBACK.contains(address) ? LOOPBACK.stream() : Stream.of(address));
    }

    private static Optional<Integer> port(SmtpTranscript dialogue) {
        return dialogue.command()
                .map(PLAIN_PORT::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .map(port -> port.equals("587") || port.equals("submission") ? 587 : 25);
    }
}
