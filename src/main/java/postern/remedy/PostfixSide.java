package postern.remedy;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
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
    int SUBMISSIONS = 465;

    /// Where TLS begins with STARTTLS (RFC 5321, RFC 6409).
    Set<Integer> STARTTLS_PORTS = Set.of(25, 587);

    /// Handshakes take place.
    ///
    /// @param demanded whether mail without TLS is known to be refused
    record Speaks(ServerTls server, boolean demanded) implements PostfixSide {}

    /// There is no TLS.
    ///
    /// @param demanded whether mail without TLS is known to be refused
    record Silent(RefusalReason why, boolean demanded) implements PostfixSide {}

    /// Nothing is known about it.
    record NotKnown() implements PostfixSide {}

    /// Whether mail without TLS is known to be refused.
    default boolean demandsTls() {
        return switch (this) {
            case Speaks speaks -> speaks.demanded();
            case Silent silent -> silent.demanded();
            case NotKnown _ -> false;
        };
    }

    /// The server as it is: as a probe saw it, else as the configuration says.
    static PostfixSide asItIs(Facts facts) {
        Optional<Scan> scan = facts.scan();
        if (scan.isPresent() && scan.get().startTls() != StartTls.UNKNOWN) {
            return observed(scan.get(), facts.mailService());
        }
        return asConfigured(facts);
    }

    /// A service as it is: as a probe of its port saw it, else as the configuration says.
    static PostfixSide asItIs(Facts facts, TlsService service) {
        return facts.evidence().scans().stream()
                .filter(scan ->
                        service.port().equals(OptionalInt.of(scan.endpoint().port())))
                .filter(scan -> scan.startTls() != StartTls.UNKNOWN)
                .findFirst()
                .map(scan -> observed(scan, Optional.of(service)))
                .orElseGet(() -> asConfigured(facts, service));
    }

    /// The server as the configuration says.
    static PostfixSide asConfigured(Facts facts) {
        return facts.mailService().map(service -> asConfigured(facts, service)).orElseGet(NotKnown::new);
    }

    /// A service as the configuration says.
    static PostfixSide asConfigured(Facts facts, TlsService service) {
        if (!facts.hasWholeMainCf() && service.problems().stream().anyMatch(Problem.NoCertificate.class::isInstance)) {
            // An excerpt that names no certificate does not say that there is none.
            return new NotKnown();
        }
        boolean demanded = service.level().isMandatory();
        if (service.problems().stream().anyMatch(PostfixSide::unavailable)) {
            return new Silent(RefusalReason.NOT_AVAILABLE, demanded);
        }
        int port = service.port().orElse(0);
        return switch (service.starttls()) {
            case Starttls.Announced _, Starttls.DependsOnClient _ ->
                // Who connects there begins with TLS, which a greeting in plain text does not answer.
                port == SUBMISSIONS ? new Silent(RefusalReason.NOT_AVAILABLE, true) : speaks(facts, service, demanded);
            case Starttls.Implicit _ ->
                // Who connects there waits for a greeting in plain text, which does not come.
                STARTTLS_PORTS.contains(port)
                        ? new Silent(RefusalReason.NOT_OFFERED, true)
                        : speaks(facts, service, true);
            case Starttls.SwitchedOff _ -> new Silent(RefusalReason.NOT_OFFERED, port == SUBMISSIONS);
            case Starttls.Discarded _ -> new Silent(RefusalReason.NOT_OFFERED, demanded);
        };
    }

    private static PostfixSide speaks(Facts facts, TlsService service, boolean demanded) {
        return facts.predicted(service)
                .<PostfixSide>map(server -> new Speaks(server, demanded))
                .orElseGet(NotKnown::new);
    }

    /// A probe does not hand mail in, so only settings tell whether mail without TLS is refused.
    private static PostfixSide observed(Scan scan, Optional<TlsService> service) {
        boolean demanded =
                service.map(known -> known.level().isMandatory()).orElse(false) || scan.startTls() == StartTls.IMPLICIT;
        return switch (scan.startTls()) {
            case NOT_OFFERED, MASKED -> new Silent(RefusalReason.NOT_OFFERED, demanded);
            case REFUSED, BROKEN -> new Silent(RefusalReason.NOT_AVAILABLE, demanded);
            case OFFERED, IMPLICIT, UNKNOWN -> new Speaks(scan.server(), demanded);
        };
    }

    private static boolean unavailable(Problem problem) {
        return switch (problem.effect()) {
            case FATAL, TLS_UNAVAILABLE, HANDSHAKE_ABORTED -> true;
            case ALL_HANDSHAKES_FAIL, SOME_HANDSHAKES_FAIL, NO_EFFECT -> false;
        };
    }
}
