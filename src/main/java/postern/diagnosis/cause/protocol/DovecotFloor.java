package postern.diagnosis.cause.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.DovecotServer;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.SenderTraffic;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.negotiation.Disagreement;
import postern.diagnosis.cause.negotiation.VersionRefused;
import postern.dovecot.Protocols;
import postern.dovecot.TlsSetting;
import postern.maillog.TlsSession;
import postern.tls.ProtocolVersion;

/// A floor in Dovecot's settings at which several mail programs fail.
final class DovecotFloor {
    private DovecotFloor() {}

    static List<Finding> examine(Cause cause, Facts facts) {
        List<SenderTraffic> failing = facts.realSenders().stream()
                .filter(sender -> failure(sender).isPresent() && sender.tls() == 0)
                .toList();
        int refused = Math.max(
                failing.size(),
                failing.isEmpty() && Disagreement.isTheComplaint(facts)
                        ? Disagreement.lines(Disagreement.About.CLIENT_TOO_OLD, facts)
                                .size()
                        : 0);
        return facts.dovecot().filter(_ -> refused > 1).stream()
                .flatMap(dovecot -> floor(dovecot).stream()
                        .flatMap(floor -> finding(cause, facts, dovecot, floor, failing).stream()))
                .toList();
    }

    private static Optional<TlsSession> failure(SenderTraffic sender) {
        return sender.failure(VersionRefused::isSaidBy).filter(DovecotServer::isLogin);
    }

    private static Optional<DovecotServer.Found> floor(DovecotServer dovecot) {
        Optional<String> name = TlsSetting.PROTOCOLS.in(dovecot.branch());
        return dovecot.settings()
                .filter(found -> name.filter(found.setting().name()::equals).isPresent())
                .reduce((_, last) -> last)
                .filter(found -> !Protocols.allowed(found.setting()).contains(ProtocolVersion.TLSV1));
    }

    private static List<Finding> finding(
            Cause cause, Facts facts, DovecotServer dovecot, DovecotServer.Found floor, List<SenderTraffic> failing) {
        Set<ProtocolVersion> left = Protocols.allowed(floor.setting());
        Stream<Citation> failures = failing.isEmpty()
                ? Disagreement.lines(Disagreement.About.CLIENT_TOO_OLD, facts).stream()
                : failing.stream().flatMap(sender -> failure(sender).map(facts::citation).stream());
        String widest = Protocols.from(ProtocolVersion.TLSV1, dovecot.branch());
        return Findings.cause(
                cause,
                facts,
                Certainty.PROVEN,
                Map.of(
                        "parameter",
                        floor.setting().name(),
                        "value",
                        floor.setting().value(),
                        "versions",
                        Phrase.list(left.stream().sorted().toList()),
                        "peers",
                        failing.isEmpty()
                                ? Phrase.of("value.some-senders")
                                : Phrase.list(failing.stream()
                                        .map(SenderTraffic::name)
                                        .toList())),
                Stream.concat(Stream.of(floor.citation()), failures).toList(),
                List.of(Change.dovecot(floor.setting().name(), widest), Change.command("doveadm reload")));
    }
}
