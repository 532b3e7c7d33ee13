package postern.diagnosis.cause.handshake;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.SenderTraffic;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.evidence.Problem;
import postern.maillog.SessionOutcome;
import postern.openssl.Alert;
import postern.openssl.OpenSslError;
import postern.probe.Observed;
import postern.probe.Resumption;

/// Full handshakes with a peer succeed and resumed ones fail, as when a server does not set a session id context
/// (OpenSSL SSL_CTX_set_session_id_context(3)).
public final class SessionResumptionBroken implements Cause {
    private static final String CACHE = "smtp_tls_session_cache_database";
    /// Postfix `src/tls/tls_client.c` and `src/tls/tls_scache.c`.
    private static final Pattern RELOADED =
            Pattern.compile("reloaded session \\S+ from \\S+ cache|reloading session from \\S+ cache");
    /// The peer took the session up again: logged once the handshake has succeeded.
    private static final Pattern RESUMED = Pattern.compile(": Reusing old session");
    private static final Pattern FAILED =
            Pattern.compile("SSL_(?:connect|accept) error (?:to|from) |SSL_(?:connect|accept):error in ");
    private static final Pattern PEER = Pattern.compile("connect error to ([^\\[\\s]+)\\[([^\\]]+)\\]");
    private static final Pattern PROCESS = Pattern.compile("\\b(?:smtpd?|lmtp|tlsproxy)\\[\\d+]");
    private static final String SERVER_CACHE = "smtpd_tls_session_cache_database";
    private static final int CLOSE = 10;

    /// RFC 8446 section 6.2.
    private static final int UNEXPECTED_MESSAGE = 10;

    @Override
    public List<Finding> examine(Facts facts) {
        List<Finding> probed = facts.direction() == Problem.OUTBOUND ? List.of() : probed(facts);
        if (!probed.isEmpty()) {
            return probed;
        }
        List<Citation> surprised = facts.direction() == Problem.OUTBOUND ? List.of() : surprised(facts);
        if (!surprised.isEmpty()) {
            return Findings.cause(this, facts, Certainty.POSSIBLE, Map.of(), surprised, fix(facts));
        }
        List<Citation> resumed = Logs.saying(RESUMED, facts);
        List<Citation> evidence = Logs.saying(RELOADED, facts).stream()
                .flatMap(reloaded -> Logs.saying(FAILED, facts).stream()
                        .filter(failed -> follows(failed, reloaded))
                        .filter(failed ->
                                resumed.stream().noneMatch(line -> follows(line, reloaded) && follows(failed, line)))
                        .flatMap(failed -> Stream.of(reloaded, failed)))
                .toList();
        return Findings.cause(this, facts, Certainty.LIKELY, Map.of(), evidence, fix(facts));
    }

    /// Who gets in at one time and at another sends the alert that a message came out of turn, while the server keeps
    /// sessions to take up again.
    private static List<Citation> surprised(Facts facts) {
        List<Citation> kept = facts
                .mailService()
                .map(service -> service.settings().get(SERVER_CACHE))
                .filter(setting -> !setting.isDefault() && !setting.isEmpty())
                .map(facts::citation)
                .stream()
                .toList();
        List<Citation> alerts = facts.realSenders().stream()
                .filter(sender -> sender.tls() > 0)
                .flatMap(SenderTraffic::sessions)
                .filter(session -> session.outcome() instanceof SessionOutcome.Failed failed
                        && failed.error()
                                .flatMap(OpenSslError::alert)
                                .filter(alert -> alert.number() == UNEXPECTED_MESSAGE
                                        && alert.direction() == Alert.Direction.RECEIVED)
                                .isPresent())
                .map(facts::citation)
                .toList();
        return kept.isEmpty() || alerts.isEmpty()
                ? List.of()
                : Stream.concat(kept.stream(), alerts.stream()).toList();
    }

    private static List<Change> fix(Facts facts) {
        Change reload = Change.command("postfix reload");
        return facts.direction() == Problem.OUTBOUND
                ? List.of(Change.at(Target.PEER), Change.mainCf(CACHE, ""), reload)
                : List.of(Change.mainCf(SERVER_CACHE, ""), reload);
    }

    /// A probe that gets in, fails when it wants to go on with the session it was given, and gets in again without. A
    /// ticket makes the hello longer, which is another cause where the server takes no long ones.
    private List<Finding> probed(Facts facts) {
        return facts.evidence().scans().stream()
                .filter(scan -> LargeClientHelloDropped.longest(scan).isEmpty())
                .flatMap(scan -> scan.traits().resumption().entrySet().stream()
                        .filter(tried -> tried.getValue().equals(new Observed.Seen<>(Resumption.FAILS)))
                        .map(tried -> Facts.citation(scan, Phrase.of("seen.not-resumed", tried.getKey()))))
                .limit(1)
                .flatMap(citation -> Findings.cause(
                        this, facts, Certainty.LIKELY, Map.of(), List.of(citation), List.of(Change.at(Target.NETWORK)))
                        .stream())
                .toList();
    }

    private static boolean follows(Citation failed, Citation reloaded) {
        return failed.source().equals(reloaded.source())
                && failed.line().isPresent()
                && reloaded.line().isPresent()
                && failed.line().getAsLong() > reloaded.line().getAsLong()
                && failed.line().getAsLong() - reloaded.line().getAsLong() <= CLOSE
                && isSameProcess(failed.text(), reloaded.text())
                && isSamePeer(failed.text(), reloaded.text());
    }

    private static boolean isSameProcess(String failed, String reloaded) {
        Matcher one = PROCESS.matcher(failed);
        Matcher other = PROCESS.matcher(reloaded);
        return one.find() && other.find() && one.group().equals(other.group());
    }

    /// A session's name in the cache holds the host and its address (Postfix `src/smtp/smtp_proto.c`).
    private static boolean isSamePeer(String failed, String reloaded) {
        Matcher peer = PEER.matcher(failed);
        return !peer.find() || reloaded.contains(peer.group(1)) || reloaded.contains(peer.group(2));
    }
}
