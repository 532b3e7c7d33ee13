package postern.remedy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Facts;
import postern.diagnosis.SenderTraffic;
import postern.evidence.Given;
import postern.maillog.SessionOutcome;
import postern.maillog.TlsSession;
import postern.postfix.TlsClient;
import postern.tls.CipherSuite;
import postern.tls.Outcome;
import postern.tls.RefusalReason;

/// What comes of mail that goes out to a receiver. What a receiver accepts is known only from the log.
///
/// @param client the delivering side, with its usual settings; empty without main.cf
/// @param logged the same as it was when the log was written
record Delivering(Optional<TlsClient> client, Optional<TlsClient> logged) implements Meeting {
    /// What the library of a client says when the first bytes that come are no TLS at all, more often than of another
    /// version (`ssl/record/ssl3_record.c`; up to 1.0 `ssl/s23_clnt.c`).
    private static final Set<String> AMBIGUOUS = Set.of("wrong version number", "unknown protocol");

    private static final Pattern NOT_PASSED =
            Pattern.compile("status=(?:deferred|bounced) \\(Server certificate not (?:trusted|verified)\\)");

    /// The delivering side as it is.
    static Delivering of(Facts facts) {
        return new Delivering(client(facts), client(facts));
    }

    /// The delivering side with other settings.
    Delivering changedTo(Facts facts) {
        return new Delivering(client(facts), logged);
    }

    private static Optional<TlsClient> client(Facts facts) {
        return facts.evidence()
                .mainCf()
                .map(given -> TlsClient.to(
                        "",
                        "smtp",
                        given.content(),
                        facts.evidence().masterCf().map(Given::content).orElse(null),
                        null,
                        facts.platform().platform()));
    }

    /// The newest session counts where there were several outcomes.
    @Override
    public Forecast asSeen(SenderTraffic receiver) {
        Optional<TlsSession> newest = newest(receiver);
        if (newest.isPresent() && newest.get().outcome() instanceof SessionOutcome.Established established) {
            return new Forecast(agreed(established), isPutOff(newest.get()) ? Delivery.FAILS : Delivery.ENCRYPTED);
        }
        Outcome outcome = refusal(receiver)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Undecided(Outcome.Missing.SERVER_VERSIONS));
        Delivery delivery = receiver.plaintext() > 0
                ? Delivery.PLAINTEXT
                : receiver.failed() > 0 && receiver.delivered() == 0 ? Delivery.FAILS : Delivery.UNKNOWN;
        return new Forecast(outcome, delivery);
    }

    /// Nothing new is said of a receiver that refused other versions or suites than are offered now.
    @Override
    public Forecast expected(SenderTraffic receiver) {
        if (client.isEmpty()) {
            return asSeen(receiver);
        }
        TlsClient now = client.get();
        Optional<SessionOutcome.Established> still = established(receiver)
                .map(session -> (SessionOutcome.Established) session.outcome())
                .filter(session -> now.versions().contains(session.version()))
                .max(Comparator.comparing(SessionOutcome.Established::version));
        if (still.isPresent()) {
            boolean putOff = newest(receiver).filter(Delivering::isPutOff).isPresent();
            return new Forecast(agreed(still.get()), putOff ? Delivery.UNKNOWN : Delivery.ENCRYPTED);
        }
        boolean same = logged.map(TlsClient::predict).equals(client.map(TlsClient::predict));
        Optional<RefusalReason> refusal = refusal(receiver);
        return same && !now.policyUnknown() && refusal.isPresent()
                ? new Forecast(
                        new Outcome.Refused(refusal.get()),
                        now.fallsBackToPlaintext() ? Delivery.PLAINTEXT : Delivery.FAILS)
                : new Forecast(new Outcome.Undecided(Outcome.Missing.SERVER_VERSIONS), Delivery.UNKNOWN);
    }

    private static Outcome agreed(SessionOutcome.Established session) {
        return new Outcome.Agreed(session.version(), CipherSuite.named(session.cipher()));
    }

    /// The newest session.
    private static Optional<TlsSession> newest(SenderTraffic receiver) {
        return receiver.sessions()
                .filter(session -> !(session.outcome() instanceof SessionOutcome.Unlogged))
                .reduce((one, other) -> isLater(one, other) ? one : other);
    }

    /// TLS was there, and the certificate did not pass.
    private static boolean isPutOff(TlsSession session) {
        return session.lines().stream()
                .anyMatch(line -> NOT_PASSED.matcher(line.text()).find());
    }

    private static boolean isLater(TlsSession one, TlsSession other) {
        return one.at().isPresent()
                && other.at().isPresent()
                && one.at().get().isAfter(other.at().get());
    }

    private static Stream<TlsSession> established(SenderTraffic receiver) {
        return receiver.sessions().filter(session -> session.outcome() instanceof SessionOutcome.Established);
    }

    private static Optional<RefusalReason> refusal(SenderTraffic receiver) {
        List<SessionOutcome> outcomes =
                receiver.sessions().map(TlsSession::outcome).toList();
        return outcomes.stream()
                .flatMap(outcome -> switch (outcome) {
                    case SessionOutcome.Failed failed ->
                        failed
                                .error()
                                .filter(error -> !AMBIGUOUS.contains(error.reason())
                                        || error.alert().isPresent())
                                .flatMap(error -> Refusals.reason(error.category()))
                                .stream();
                    case SessionOutcome.Unavailable(String reason) ->
                        Stream.of(
                                reason.contains("was not offered")
                                        ? RefusalReason.NOT_OFFERED
                                        : RefusalReason.NOT_AVAILABLE);
                    default -> Stream.of();
                })
                .findFirst();
    }
}
