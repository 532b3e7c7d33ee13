package postern.remedy;

import java.util.Optional;
import postern.diagnosis.Facts;
import postern.postfix.Problem;
import postern.postfix.Starttls;
import postern.postfix.TlsService;
import postern.probe.Scan;
import postern.probe.StartTls;
import postern.tls.RefusalReason;
import postern.tls.ServerTls;

/// The server a sender meets: what it accepts, or why no TLS is to be had from it at all.
sealed interface PostfixSide {

    /// Handshakes take place.
    record Speaks(ServerTls server) implements PostfixSide {}

    /// There is no TLS.
    record Silent(RefusalReason why) implements PostfixSide {}

    /// Nothing is known about it.
    record NotKnown() implements PostfixSide {}

    /// The server as it is: as a probe saw it, else as the configuration says.
    static PostfixSide asItIs(Facts facts) {
        Optional<Scan> scan = facts.scan();
        if (scan.isPresent() && scan.get().startTls() != StartTls.UNKNOWN) {
            return observed(scan.get());
        }
        return asConfigured(facts);
    }

    /// The server as the configuration says.
    static PostfixSide asConfigured(Facts facts) {
        Optional<TlsService> service = facts.mailService();
        if (service.isEmpty()) {
            return new NotKnown();
        }
        if (!facts.hasWholeMainCf()
                && service.get().problems().stream().anyMatch(Problem.NoCertificate.class::isInstance)) {
            // An excerpt that names no certificate does not say that there is none.
            return new NotKnown();
        }
        if (service.get().problems().stream().anyMatch(PostfixSide::unavailable)) {
            return new Silent(RefusalReason.NOT_AVAILABLE);
        }
        return switch (service.get().starttls()) {
            case Starttls.Announced _, Starttls.DependsOnClient _ ->
                facts.predicted().<PostfixSide>map(Speaks::new).orElseGet(NotKnown::new);
            case Starttls.SwitchedOff _, Starttls.Discarded _, Starttls.Implicit _ ->
                new Silent(RefusalReason.NOT_OFFERED);
        };
    }

    private static PostfixSide observed(Scan scan) {
        return switch (scan.startTls()) {
            case NOT_OFFERED, MASKED -> new Silent(RefusalReason.NOT_OFFERED);
            case REFUSED, BROKEN -> new Silent(RefusalReason.NOT_AVAILABLE);
            case OFFERED, IMPLICIT, UNKNOWN -> new Speaks(scan.server());
        };
    }

    private static boolean unavailable(Problem problem) {
        return switch (problem.effect()) {
            case FATAL, TLS_UNAVAILABLE, HANDSHAKE_ABORTED -> true;
            case ALL_HANDSHAKES_FAIL, SOME_HANDSHAKES_FAIL, NO_EFFECT -> false;
        };
    }
}
