package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.SenderTraffic;
import postern.diagnosis.Target;
import postern.evidence.Problem;
import postern.maillog.TlsSession;
import postern.openssl.ErrorCategory;
import postern.sender.SenderProfile;

/// One outdated peer speaks only what was retired, while what we demand is usual for the time (RFC 8996, since 2021 at
/// the latest) and nobody else fails.
public final class PeerLegacyTls implements Cause {
    private static final int RETIRED = 2020;

    @Override
    public List<Finding> examine(Facts facts) {
        List<SenderTraffic> failing = facts.realSenders().stream()
                .filter(sender -> failure(sender).isPresent() && sender.tls() == 0)
                .toList();
        if (facts.direction() == Problem.OUTBOUND
                || facts.day().getYear() < RETIRED
                || failing.size() != 1
                || failing.getFirst()
                        .profile()
                        .filter(SenderProfile::isProvider)
                        .isPresent()) {
            return List.of();
        }
        SenderTraffic peer = failing.getFirst();
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("peers", peer.name(), "versions", "TLSv1.1"),
                failure(peer).stream().map(facts::citation).toList(),
                List.of(Change.at(Target.PEER)));
    }

    /// A host without a name is hardly a mail server, and a wrong version number is as often no TLS at all.
    private static Optional<TlsSession> failure(SenderTraffic sender) {
        boolean named = sender.peers().stream().anyMatch(peer -> peer.peer().isNamed());
        return named
                ? sender.failure(error -> error.category() == ErrorCategory.NO_COMMON_PROTOCOL
                        && !error.reason().contains("wrong version number"))
                : Optional.empty();
    }
}
