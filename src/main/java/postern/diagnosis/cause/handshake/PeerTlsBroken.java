package postern.diagnosis.cause.handshake;

import java.util.ArrayList;
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
import postern.diagnosis.Phrase;
import postern.diagnosis.SenderTraffic;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.evidence.Problem;
import postern.openssl.ErrorCategory;
import postern.openssl.OpenSslError;
import postern.probe.Scan;
import postern.probe.Step;

/// The TLS of one peer is faulty while everybody else gets in. A server announces STARTTLS and refuses to begin it (RFC
/// 3207 section 4: 454 is a temporary failure of its own); a client sends messages that break the protocol.
public final class PeerTlsBroken implements Cause {
    private static final Pattern REFUSED = Pattern.compile(
            "host \\S+ refused to start TLS|TLS not available due to local problem.*\\(in reply to STARTTLS");

    /// RFC 3207 section 4, without what servers say to those who come too often.
    private static final Pattern UNAVAILABLE = Pattern.compile("(?i)^454 (?!.*(?:too many|rate|limit))");

    /// Alerts of RFC 8446 section 6.2 and RFC 5246 section 7.2.2 that complain of the messages themselves.
    private static final Pattern LOST_THREAD = Pattern.compile(
            "TLS library problem: .*alert (?:no renegotiation|unexpected message|decode error|illegal parameter)");

    /// Faults that no setting of ours explains.
    private static final Set<ErrorCategory> FAULTS =
            Set.of(ErrorCategory.PROTOCOL_VIOLATION, ErrorCategory.INTEGRITY, ErrorCategory.PEER_PROTOCOL);

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return outbound(facts);
        }
        return Stream.of(probed(facts), afterwards(facts), inbound(facts))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /// A probe meets a server that announces STARTTLS and then fails to begin, whatever is offered to it. One that
    /// asks to come back later is not broken.
    private List<Finding> probed(Facts facts) {
        List<Citation> seen = facts.evidence().scans().stream()
                .flatMap(scan -> failure(scan).map(said -> Facts.citation(scan, said)).stream())
                .toList();
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("reason", Phrase.of("broken.server"), "repair", Phrase.of("broken.server.fix")),
                seen,
                List.of(Change.at(Target.FILE)));
    }

    private static Optional<? extends CharSequence> failure(Scan scan) {
        return switch (scan.startTls()) {
            case REFUSED ->
                scan.said(Step.STARTTLS)
                        .filter(said -> UNAVAILABLE.matcher(said).find());
            case BROKEN -> Optional.of(Phrase.of("seen.broken"));
            case OFFERED, NOT_OFFERED, MASKED, IMPLICIT, UNKNOWN -> Optional.empty();
        };
    }

    private List<Finding> outbound(Facts facts) {
        List<Change> fix = new ArrayList<>(List.of(Change.at(Target.PEER)));
        fix.addAll(PolicyTable.change(facts, "may"));
        return Findings.cause(this, facts, Certainty.LIKELY, Map.of(), Outgoing.saying(REFUSED, facts), fix);
    }

    /// A client that finished the handshake and then cannot go on with what it was told, which every library can.
    private List<Finding> afterwards(Facts facts) {
        boolean within = facts.realSenders().stream().anyMatch(sender -> sender.tls() > 0)
                && facts.realSenders().stream().allMatch(sender -> sender.failed() == 0);
        List<Citation> alerts = within ? Logs.saying(LOST_THREAD, facts) : List.of();
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("reason", Phrase.of("broken.sender"), "repair", Phrase.of("broken.sender.fix")),
                alerts,
                List.of(Change.at(facts.direction() == Problem.CLIENTS ? Target.CLIENT : Target.PEER)));
    }

    /// A named host that fails more than once and never gets in, after STARTTLS.
    private List<Finding> inbound(Facts facts) {
        List<SenderTraffic> broken = facts.realSenders().stream()
                .filter(sender -> sender.failed() > 1 && sender.tls() == 0)
                .filter(sender ->
                        sender.peers().stream().anyMatch(peer -> peer.peer().isNamed()))
                .filter(sender -> sender.failure(PeerTlsBroken::isFault).isPresent())
                .toList();
        boolean othersGetIn = facts.senders().stream().anyMatch(sender -> sender.tls() > 0);
        Stream<Citation> failures = broken.stream()
                .flatMap(sender -> sender.failure(PeerTlsBroken::isFault).stream())
                .map(facts::citation);
        return Findings.cause(
                this,
                facts,
                Certainty.POSSIBLE,
                Map.of("reason", Phrase.of("broken.sender"), "repair", Phrase.of("broken.sender.fix")),
                broken.size() == 1 && othersGetIn ? failures.toList() : List.of(),
                List.of(
                        Change.at(Target.PEER),
                        Change.mainCf("smtpd_discard_ehlo_keyword_address_maps"),
                        Change.command("postfix reload")));
    }

    private static boolean isFault(OpenSslError error) {
        return FAULTS.contains(error.category()) || error.reason().contains("wrong version number");
    }
}
