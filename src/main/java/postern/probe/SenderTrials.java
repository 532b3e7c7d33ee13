package postern.probe;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import postern.probe.SenderTrial.Basis;
import postern.probe.SenderTrial.Next;
import postern.probe.SenderTrial.Result;
import postern.sender.SenderProfile;
import postern.sender.SenderProfiles;
import postern.tls.Answer;
import postern.tls.ClientTls;
import postern.tls.Handshake;
import postern.tls.KeyExchange;
import postern.tls.Outcome;
import postern.tls.ProtocolVersion;
import postern.tls.RefusalReason;
import postern.tls.ServerTls;

/// Lets senders meet a server. Those whose offer is known in full are played by a hello of theirs, the others
/// judged by what the server was seen to accept.
final class SenderTrials {
    /// Most that are played, so that a look stays a look.
    private static final int MOST_PLAYED = 16;

    private final StartTls startTls;
    private final ServerTls server;
    private final boolean wantsCertificate;

    SenderTrials(Scan seen) {
        this.startTls = seen.startTls();
        this.server = seen.server();
        this.wantsCertificate = seen.traits()
                .clientCertificate()
                .known()
                .filter(wanted -> wanted.wish() == Traits.Wish.REQUIRED)
                .isPresent();
    }

    /// Every sender of a day whose versions are known, judged.
    List<SenderTrial> evaluated(LocalDate day) {
        return SenderProfiles.all().stream()
                .filter(profile -> profile.holdsOn(day))
                .filter(profile -> !profile.offer().versions().items().isEmpty())
                .map(profile -> trial(profile, Basis.EVALUATED, evaluated(profile.offer())))
                .toList();
    }

    /// The same, with as many played as there is room for. A sender with no version in common needs no hello: the
    /// server has refused each of its versions already. Senders with the same offer share one.
    List<SenderTrial> played(LocalDate day, Questions questions, Executor tasks) {
        List<SenderTrial> judged = evaluated(day);
        Map<Played, CompletableFuture<Result>> hellos = new HashMap<>();
        judged.stream()
                .filter(trial -> isWhole(trial.sender()))
                .filter(trial -> !isOfVersions(trial.result()))
                .sorted(Comparator.comparingInt(SenderTrials::rank))
                .map(SenderTrial::sender)
                .forEach(sender -> {
                    if (hellos.size() < MOST_PLAYED) {
                        hellos.computeIfAbsent(
                                Played.of(sender),
                                played -> CompletableFuture.supplyAsync(() -> play(played, questions), tasks));
                    }
                });
        return judged.stream()
                .map(trial -> Optional.ofNullable(hellos.get(Played.of(trial.sender())))
                        .filter(_ -> isWhole(trial.sender()))
                        .map(CompletableFuture::join)
                        .map(result -> trial(trial.sender(), Basis.SIMULATED, result))
                        .orElse(trial))
                .toList();
    }

    /// Mail systems before bare libraries.
    private static int rank(SenderTrial trial) {
        return trial.sender().category().equals("library") ? 1 : 0;
    }

    private static boolean isOfVersions(Result result) {
        return result instanceof SenderTrial.Refused(String reason)
                && reason.equals(RefusalReason.PROTOCOL_VERSION.id());
    }

    /// Whether all that a server may choose from is known of a sender.
    static boolean isWhole(SenderProfile sender) {
        ClientTls offer = sender.offer();
        boolean curves = offer.suites().items().stream()
                .anyMatch(suite -> suite.keyExchange() == KeyExchange.ECDHE || suite.keyExchange() == KeyExchange.ANY);
        boolean signatures =
                offer.versions().items().stream().anyMatch(version -> version.compareTo(ProtocolVersion.TLSV1_2) >= 0);
        return offer.versions().complete()
                && offer.suites().complete()
                && !sender.greetsInSslv2()
                && (!curves || offer.groups().complete())
                && (!signatures || offer.signatureSchemes().complete());
    }

    /// What tells one sender's hello from another's.
    private record Played(ClientTls offer, boolean namesServer) {
        static Played of(SenderProfile sender) {
            return new Played(sender.offer(), sender.namesServer());
        }
    }

    private Result play(Played played, Questions questions) {
        ClientTls offer = played.offer;
        ClientHello hello = new ClientHello(
                spoken(offer),
                offer.suites().items(),
                offer.groups().items(),
                offer.signatureSchemes().items(),
                played.namesServer ? questions.serverName() : Optional.empty(),
                List.of());
        try {
            return met(questions.ask(hello, true), hello, offer);
        } catch (TroubleException e) {
            return refused(e, offer);
        }
    }

    /// A sender ends the handshake where the server chose what was not offered (RFC 5246 section 7.4.1.3, RFC 8446
    /// section 4.1.3).
    static Result met(ServerFlight flight, ClientHello hello, ClientTls offer) {
        if (!hello.versions().contains(flight.version())) {
            return new SenderTrial.Refused(RefusalReason.PROTOCOL_VERSION.id());
        }
        if (!hello.suites().contains(flight.suite())) {
            return new SenderTrial.Refused(RefusalReason.NO_SHARED_CIPHER.id());
        }
        boolean tooShort = offer.minimumDhBits().isPresent()
                && flight.dhBits().isPresent()
                && flight.dhBits().getAsInt() < offer.minimumDhBits().getAsInt();
        return tooShort
                ? new SenderTrial.Refused(RefusalReason.DH_TOO_SMALL.id())
                : new SenderTrial.Agreed(flight.version(), Optional.of(flight.suite()));
    }

    /// Newest first. SSL 3.0 is no more than the lowest version a hello would take; where the server refuses it, it
    /// makes no difference.
    private List<ProtocolVersion> spoken(ClientTls offer) {
        return offer.versions().items().stream()
                .filter(version -> version != ProtocolVersion.SSLV2)
                .filter(version -> version != ProtocolVersion.SSLV3 || server.speaks(version) != Answer.NO)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /// The reason is the one that follows from what is known, where that is a refusal as well.
    private Result refused(TroubleException e, ClientTls offer) {
        if (!e.isRefusal()) {
            return new SenderTrial.Undecided(e.trouble().id());
        }
        return evaluated(offer) instanceof SenderTrial.Refused foreseen ? foreseen : new SenderTrial.Refused(e.word());
    }

    private Result evaluated(ClientTls offer) {
        return switch (startTls) {
            case NOT_OFFERED, MASKED -> new SenderTrial.Refused(RefusalReason.NOT_OFFERED.id());
            case REFUSED, BROKEN -> new SenderTrial.Refused(RefusalReason.NOT_AVAILABLE.id());
            case UNKNOWN -> new SenderTrial.Undecided(word(Outcome.Missing.SERVER_VERSIONS));
            case OFFERED, IMPLICIT ->
                switch (Handshake.between(offer, server)) {
                    case Outcome.Agreed(var version, var suite) -> new SenderTrial.Agreed(version, suite);
                    case Outcome.Refused(var reason) -> new SenderTrial.Refused(reason.id());
                    case Outcome.Undecided(var missing) -> new SenderTrial.Undecided(word(missing));
                };
        };
    }

    private static String word(Outcome.Missing missing) {
        return missing.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Senders have no client certificate of a server's own authority to show.
    private SenderTrial trial(SenderProfile sender, Basis basis, Result handshake) {
        Result result = wantsCertificate && handshake instanceof SenderTrial.Agreed
                ? new SenderTrial.Refused("client-certificate-required")
                : handshake;
        return new SenderTrial(
                sender,
                basis,
                result,
                switch (result) {
                    case SenderTrial.Agreed _ -> Next.ENCRYPTED;
                    case SenderTrial.Refused(String reason) ->
                        unencrypted(
                                reason.equals(RefusalReason.NOT_OFFERED.id())
                                        ? sender.plaintextIfNotOffered()
                                        : sender.plaintextAfterFailure());
                    case SenderTrial.Undecided _ -> Next.UNKNOWN;
                });
    }

    private static Next unencrypted(Answer goesOn) {
        return switch (goesOn) {
            case YES -> Next.PLAINTEXT;
            case NO -> Next.FAILS;
            case UNKNOWN -> Next.UNKNOWN;
        };
    }
}
