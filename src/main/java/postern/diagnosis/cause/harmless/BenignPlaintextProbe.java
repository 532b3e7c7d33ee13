package postern.diagnosis.cause.harmless;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;

/// Somebody typed into a port, or a monitor on this machine looked at it, without speaking TLS.
public final class BenignPlaintextProbe implements Cause {
    /// How telnet negotiates (RFC 854: IAC WILL, IAC DO), as Postfix writes it.
    private static final Pattern TELNET = Pattern.compile("\\\\377\\\\37[3-6]");
    private static final Pattern IMPLICIT = Pattern.compile("\\s(?:465|993|995|smtps|submissions|imaps|pop3s)\\s*$");
    private static final Pattern LOCAL = Pattern.compile(
            "(?:unknown protocol|wrong version number|http request|lost connection after (?:STARTTLS|CONNECT))");

    @Override
    public List<Finding> examine(Facts facts) {
        Stream<Citation> local = facts.senders().stream()
                .filter(sender -> sender.tls() == 0 && sender.delivered() == 0)
                .filter(sender ->
                        sender.peers().stream().allMatch(peer -> peer.peer().isLoopback()))
                .flatMap(sender -> sender.sessions())
                .map(facts::citation)
                .filter(citation -> LOCAL.matcher(citation.text()).find());
        return Findings.harmless(
                this,
                facts,
                Map.of(),
                Stream.of(Logs.saying(TELNET, facts).stream(), local, typed(facts).stream())
                        .flatMap(lines -> lines)
                        .toList());
    }

    /// Commands typed into a port where TLS begins with the first byte, with no answer: the server takes them for a bad
    /// handshake.
    public static List<Citation> typed(Facts facts) {
        return facts.evidence().dialogues().stream()
                .filter(dialogue -> dialogue.isSilent() && !dialogue.isEncrypted())
                .filter(dialogue -> dialogue.command()
                        .filter(command -> IMPLICIT.matcher(command).find())
                        .isPresent())
                .map(dialogue ->
                        Citation.of(dialogue.source(), dialogue.command().orElseThrow()))
                .toList();
    }
}
