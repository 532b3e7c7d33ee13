package postern.probe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import postern.tls.CipherSuite;
import postern.tls.KeyExchange;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;
import postern.tls.ServerTls;
import postern.tls.SignatureScheme;
import postern.tls.VersionSupport;

/// The questions of a thorough look that hellos answer by what is left out of them: groups and signatures, struck
/// one by one as suites are.
final class TraitScan {
    private static final List<NamedGroup> MODERN_GROUPS = List.of(
            NamedGroup.X25519_MLKEM768,
            NamedGroup.SECP256R1_MLKEM768,
            NamedGroup.SECP384R1_MLKEM1024,
            NamedGroup.X25519,
            NamedGroup.P_256,
            NamedGroup.P_384,
            NamedGroup.P_521,
            NamedGroup.X448,
            NamedGroup.FFDHE2048,
            NamedGroup.FFDHE3072,
            NamedGroup.FFDHE4096,
            NamedGroup.FFDHE6144,
            NamedGroup.FFDHE8192,
            NamedGroup.MLKEM512,
            NamedGroup.MLKEM768,
            NamedGroup.MLKEM1024);

    private final GoodHellos hellos;

    TraitScan(GoodHellos hellos) {
        this.hellos = hellos;
    }

    /// Every group, of TLS 1.3 first. None is an answer only of a server without TLS 1.3 and without curves.
    Observed<List<NamedGroup>> groups() {
        if (hellos.isEmpty()) {
            return Obstacle.NO_VERSION.unknown();
        }
        if (server().support(ProtocolVersion.TLSV1_3) instanceof VersionSupport.Unknown(String why)) {
            return new Observed.Unknown<>(why);
        }
        Optional<ProtocolVersion> classic = hellos.classic();
        if (!classic.map(hellos::knowsAllSuites).orElse(true)) {
            return Obstacle.INCOMPLETE_SUITES.unknown();
        }
        Set<NamedGroup> accepted = new LinkedHashSet<>();
        Optional<String> open = hellos.modern()
                .flatMap(version -> strike(
                        MODERN_GROUPS,
                        left -> hellos.of(version).withGroups(left),
                        ServerFlight::group,
                        TraitScan::hasGroup,
                        accepted))
                .or(() -> classic.filter(this::hasCurves).flatMap(version -> classicGroups(version, accepted)));
        return observed(accepted, open);
    }

    private static boolean hasGroup(ServerFlight flight) {
        return flight.suite().keyExchange() == KeyExchange.ECDHE
                || flight.suite().keyExchange() == KeyExchange.ANY;
    }

    private static <T> Observed<List<T>> observed(Set<T> accepted, Optional<String> open) {
        return open.<Observed<List<T>>>map(Observed.Unknown::new)
                .orElseGet(() -> new Observed.Seen<>(List.copyOf(accepted)));
    }

    private Optional<String> classicGroups(ProtocolVersion version, Set<NamedGroup> accepted) {
        List<NamedGroup> left = ClientHello.GROUPS.stream()
                .filter(group -> !group.isFiniteField() && !accepted.contains(group))
                .toList();
        return strike(
                left,
                groups -> hellos.asking()
                        .hello(version, curvesWithWayOut(version))
                        .withGroups(groups),
                ServerFlight::group,
                TraitScan::hasGroup,
                accepted);
    }

    private ServerTls server() {
        return hellos.seen().server();
    }

    private boolean hasCurves(ProtocolVersion version) {
        return hellos.suites(version).stream().anyMatch(suite -> suite.keyExchange() == KeyExchange.ECDHE);
    }

    /// Suites with curves, and behind them others that the server can turn to once no group is left: that spares
    /// it a failed handshake. Where it would turn to the others first, they are left out.
    private List<CipherSuite> curvesWithWayOut(ProtocolVersion version) {
        List<CipherSuite> all = hellos.suites(version);
        List<CipherSuite> curves = all.stream()
                .filter(suite -> suite.keyExchange() == KeyExchange.ECDHE)
                .toList();
        boolean curvesFirst = server().support(version) instanceof VersionSupport.Accepted accepted
                && accepted.suites().items().stream().limit(curves.size()).allMatch(curves::contains);
        return curvesFirst ? all : curves;
    }

    /// Every signature. TLS 1.3 does not show which one was made, so there one is offered at a time.
    Observed<List<SignatureScheme>> signatures() {
        return hellos.classic()
                .filter(version -> version == ProtocolVersion.TLSV1_2)
                .filter(version -> !signed(version).isEmpty())
                .map(this::struckSignatures)
                .or(() -> hellos.modern().map(this::singleSignatures))
                .orElseGet(() -> Obstacle.NOT_CHOSEN_BEFORE_TLS12.unknown());
    }

    private Observed<List<SignatureScheme>> struckSignatures(ProtocolVersion version) {
        Set<SignatureScheme> accepted = new LinkedHashSet<>();
        Optional<String> open = strike(
                List.of(SignatureScheme.values()),
                left -> hellos.asking().hello(version, signed(version)).withSchemes(left),
                ServerFlight::signature,
                flight -> flight.suite().keyExchange().isForwardSecret(),
                accepted);
        return observed(accepted, open);
    }

    private Observed<List<SignatureScheme>> singleSignatures(ProtocolVersion version) {
        List<SignatureScheme> accepted = new ArrayList<>();
        for (SignatureScheme scheme : SignatureScheme.values()) {
            try {
                hellos.asking().ask(hellos.of(version).withSchemes(List.of(scheme)), false);
                accepted.add(scheme);
            } catch (TroubleException e) {
                if (!e.isRefusal()) {
                    return new Observed.Unknown<>(e.trouble().id());
                }
            }
        }
        return new Observed.Seen<>(List.copyOf(accepted));
    }

    /// Suites whose key exchange is signed; those with fixed keys behind them are the way out.
    private List<CipherSuite> signed(ProtocolVersion version) {
        List<CipherSuite> all = hellos.suites(version).stream()
                .filter(suite -> !suite.isAnonymous())
                .toList();
        List<CipherSuite> signed = all.stream()
                .filter(suite -> suite.keyExchange().isForwardSecret())
                .toList();
        if (signed.isEmpty()) {
            return List.of();
        }
        boolean signedFirst = server().support(version) instanceof VersionSupport.Accepted accepted
                && accepted.suites().items().stream()
                        .filter(suite -> !suite.isAnonymous())
                        .limit(signed.size())
                        .allMatch(signed::contains);
        return signedFirst ? all : signed;
    }

    /// Offers all, strikes what was chosen, and so on until nothing comes of it.
    ///
    /// @param chooses  whether such an answer is a choice among what was offered, and not the way out
    /// @param accepted receives what was chosen
    /// @return what kept it from an end; empty if the list is whole
    private <T> Optional<String> strike(
            List<T> offer,
            Function<List<T>, ClientHello> hello,
            Function<ServerFlight, Optional<T>> choice,
            Predicate<ServerFlight> chooses,
            Set<T> accepted) {
        List<T> left = new ArrayList<>(offer);
        while (!left.isEmpty()) {
            try {
                ServerFlight flight = hellos.asking().ask(hello.apply(List.copyOf(left)), true);
                Optional<T> chosen = choice.apply(flight);
                if (chosen.isEmpty() && chooses.test(flight)) {
                    return Optional.of(Obstacle.NOT_IN_TABLES.id());
                }
                if (chosen.isEmpty() || !left.remove(chosen.get())) {
                    return Optional.empty();
                }
                accepted.add(chosen.get());
            } catch (TroubleException e) {
                // A server that has accepted nothing yet refused something else: it speaks the version.
                return e.isRefusal() && !accepted.isEmpty()
                        ? Optional.empty()
                        : Optional.of(e.trouble().id());
            }
        }
        return Optional.empty();
    }
}
