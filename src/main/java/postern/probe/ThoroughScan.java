package postern.probe;

import static postern.probe.Question.observe;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import postern.tls.KeyExchange;
import postern.tls.ProtocolVersion;
import postern.tls.VersionSupport;

/// Asks everything beyond versions, suites and chains. Handshakes are carried through to their end wherever that
/// is possible, so that they are no failures in the server's log.
final class ThoroughScan {
    /// inappropriate_fallback (RFC 7507 section 2).
    private static final int INAPPROPRIATE_FALLBACK = 86;

    private static final List<ProtocolVersion> CLASSIC =
            List.of(ProtocolVersion.TLSV1_2, ProtocolVersion.TLSV1_1, ProtocolVersion.TLSV1);

    private final Scan seen;
    private final ScanRecord record;
    private final Questions questions;
    private final GoodHellos hellos;
    private final Injection injection;

    /// @param seen what the plain look showed
    ThoroughScan(Scan seen, ScanRecord record, Questions questions, ScanOptions options) {
        this.seen = seen;
        this.record = record;
        this.questions = questions;
        this.hellos = new GoodHellos(seen, questions);
        this.injection = Injection.into(seen.endpoint().service(), options.ehloName());
    }

    /// Only what may explain why the first handshake failed on a server that accepts a version all the same.
    Traits toleranceOnly() {
        return Traits.of(new ToleranceScan(hellos, questions).tolerance());
    }

    Traits scan(Executor tasks) {
        var traits = new TraitScan(hellos);
        var names = CompletableFuture.supplyAsync(new ServerNames(hellos, record, questions)::answers, tasks);
        var groups = CompletableFuture.supplyAsync(traits::groups, tasks);
        var signatures = CompletableFuture.supplyAsync(traits::signatures, tasks);
        var fallback = CompletableFuture.supplyAsync(this::fallbackProtection, tasks);
        var injected = CompletableFuture.supplyAsync(this::injected, tasks);
        var session = CompletableFuture.supplyAsync(() -> SessionLook.at(hellos, questions), tasks);
        var resumption = CompletableFuture.supplyAsync(new ResumptionTrial(seen, questions)::results, tasks);
        var tolerance = CompletableFuture.supplyAsync(new ToleranceScan(hellos, questions)::tolerance, tasks);
        var compression = CompletableFuture.supplyAsync(this::compression, tasks);
        return new Traits(
                names.join(),
                groups.join(),
                primes(),
                signatures.join(),
                compression.join(),
                session.join().secureRenegotiation(),
                session.join().extendedMasterSecret(),
                session.join().tickets(),
                resumption.join(),
                fallback.join(),
                session.join().clientCertificate(),
                session.join().stapling(),
                injected.join(),
                tolerance.join());
    }

    /// Newest versions first, so that a needless fallback can be pretended.
    private Observed<Boolean> fallbackProtection() {
        List<ProtocolVersion> accepted = seen.server().accepted().stream()
                .filter(version -> version.compareTo(ProtocolVersion.TLSV1) >= 0)
                .toList();
        if (accepted.size() < 2) {
            return Obstacle.NO_LOWER_VERSION.unknown();
        }
        ProtocolVersion lower = accepted.get(accepted.size() - 2);
        try {
            questions.ask(hellos.of(lower).with(new HelloExtra.Fallback()), false);
            return new Observed.Seen<>(false);
        } catch (TroubleException e) {
            return e.trouble() instanceof Trouble.Alert(int description) && description == INAPPROPRIATE_FALLBACK
                    ? new Observed.Seen<>(true)
                    : new Observed.Unknown<>(e.trouble().id());
        }
    }

    /// None is an answer only where all suites are known and none of them needs a prime.
    private Observed<List<Traits.Prime>> primes() {
        List<Traits.Prime> primes = record.primes().stream()
                .sorted()
                .map(value -> new Traits.Prime(value, KnownPrimes.name(value)))
                .toList();
        if (!primes.isEmpty()) {
            return new Observed.Seen<>(primes);
        }
        if (hellos.isEmpty()) {
            return Obstacle.NO_VERSION.unknown();
        }
        for (ProtocolVersion version : CLASSIC) {
            if (seen.server().support(version) instanceof VersionSupport.Unknown(String why)) {
                return new Observed.Unknown<>(why);
            }
            boolean prime = hellos.suites(version).stream().anyMatch(suite -> suite.keyExchange() == KeyExchange.DHE);
            if (prime || !hellos.knowsAllSuites(version)) {
                return Obstacle.INCOMPLETE_SUITES.unknown();
            }
        }
        return new Observed.Seen<>(List.of());
    }

    private Observed<Boolean> injected() {
        return seen.endpoint().service().isImplicitTls()
                ? Obstacle.NO_STARTTLS.unknown()
                : observe(() -> questions.talk(Conversation::untilStartTls, this::isInjected));
    }

    /// A server that hangs up on commands sent too early, or answers with an error, takes none.
    private boolean isInjected(Conversation conversation) throws IOException {
        try {
            conversation.startTls(injection.behind());
            CarriedHandshake handshake = CarriedHandshake.through(conversation, hellos.first(questions.serverName()));
            conversation.allow(1 << 16);
            return injection.isAnswered(
                    handshake.protocol().getInputStream(), handshake.protocol().getOutputStream());
        } catch (TroubleException e) {
            boolean error = e.trouble() instanceof Trouble.ErrorReply(int code) && code >= 500;
            if (error || e.isRefusal()) {
                return false;
            }
            throw e;
        }
    }

    /// TLS 1.3 has none.
    private Observed<Boolean> compression() {
        if (hellos.isEmpty()) {
            return Obstacle.NO_VERSION.unknown();
        }
        return hellos.classic()
                .map(version -> observe(() -> questions
                        .askBriefly(hellos.of(version).with(new HelloExtra.Compression()), false)
                        .isCompressed()))
                .orElseGet(this::compressionWithoutClassic);
    }

    private Observed<Boolean> compressionWithoutClassic() {
        return seen.server().support(ProtocolVersion.TLSV1_2) instanceof VersionSupport.Unknown(String why)
                ? new Observed.Unknown<>(why)
                : new Observed.Seen<>(false);
    }
}
