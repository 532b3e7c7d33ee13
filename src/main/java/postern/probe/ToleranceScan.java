package postern.probe;

import static postern.probe.Question.tolerated;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postern.probe.Traits.Tolerance;
import postern.tls.ProtocolVersion;

/// How a server takes hellos that are unusual and right.
final class ToleranceScan {
    /// In bytes, the longest first.
    private static final List<Integer> LENGTHS = List.of(16_000, 4000, 1600, 700, 500);

    /// The lengths in bytes that some load balancers drop are those from 256 to 511 (RFC 7685 section 1).
    private static final int FIRST_MEDIUM = 256;

    private static final int MEDIUM = 300;
    private static final int LAST_MEDIUM = 511;

    private final GoodHellos hellos;
    private final Questions questions;

    ToleranceScan(GoodHellos hellos, Questions questions) {
        this.hellos = hellos;
        this.questions = questions;
    }

    Tolerance tolerance() {
        Optional<ProtocolVersion> best = hellos.modern().or(hellos::classic);
        if (best.isEmpty()) {
            return Traits.notAsked().tolerance();
        }
        ClientHello plain = hellos.of(best.get());
        Observed<Boolean> reserved = tolerated(() -> questions.ask(
                plain.with(new HelloExtra.ReservedValues()).with(new HelloExtra.PaddedTo(LENGTHS.getFirst())), false));
        boolean both = reserved.known().orElse(false);
        return new Tolerance(
                offersTls13(),
                hellos.classic()
                        .map(version -> tolerated(() ->
                                questions.askBriefly(hellos.of(version).with(new HelloExtra.LaterVersion()), false)))
                        .orElseGet(Obstacle.NO_VERSION_BEFORE_TLS13::unknown),
                both ? reserved : tolerated(() -> questions.ask(plain.with(new HelloExtra.ReservedValues()), false)),
                both ? new Observed.Seen<>(LENGTHS.getFirst()) : longest(plain),
                medium(plain));
    }

    /// The first conversation offered TLS 1.3 beside older versions.
    private Observed<Boolean> offersTls13() {
        boolean worked = hellos.seen().stages().stream()
                .anyMatch(stage ->
                        stage.step() == Step.HANDSHAKE && stage.trouble().isEmpty());
        return worked
                ? new Observed.Seen<>(true)
                : hellos.classic()
                        .map(version -> tolerated(() -> questions.askBriefly(both(version), false)))
                        .orElseGet(Obstacle.NO_VERSION_BEFORE_TLS13::unknown);
    }

    private ClientHello both(ProtocolVersion classic) {
        ClientHello hello = hellos.of(classic);
        return new ClientHello(
                List.of(ProtocolVersion.TLSV1_3, classic),
                Stream.concat(VersionScan.candidates(ProtocolVersion.TLSV1_3).stream(), hello.suites().stream())
                        .toList(),
                hello.groups(),
                hello.schemes(),
                hello.serverName(),
                List.of());
    }

    /// Lengths that the hello has without being filled up are not tried: it is known to be answered.
    private Observed<Integer> longest(ClientHello plain) {
        int own = questions.length(plain);
        for (int length : LENGTHS) {
            if (length <= own) {
                break;
            }
            Observed<Boolean> tolerated =
                    tolerated(() -> questions.ask(plain.with(new HelloExtra.PaddedTo(length)), false));
            if (!(tolerated instanceof Observed.Seen<Boolean>(Boolean fine))) {
                return tolerated.map(_ -> length);
            }
            if (fine) {
                return new Observed.Seen<>(length);
            }
        }
        return new Observed.Seen<>(own);
    }

    private Observed<Boolean> medium(ClientHello plain) {
        ClientHello few =
                plain.withSchemes(FullHandshake.hello(Optional.empty()).schemes());
        if (few.length() > LAST_MEDIUM) {
            return Obstacle.HELLO_TOO_LONG.unknown();
        }
        ClientHello medium = few.length() < FIRST_MEDIUM ? few.with(new HelloExtra.PaddedTo(MEDIUM)) : few;
        return tolerated(() -> questions.askBriefly(medium, false));
    }
}
