package postern.remedy;

import java.util.Optional;
import postern.diagnosis.SenderTraffic;
import postern.sender.SenderProfile;
import postern.tls.Answer;
import postern.tls.Handshake;
import postern.tls.Outcome;

/// What comes of senders at a server.
///
/// @param side the server
record Receiving(PostfixSide side) implements Meeting {

    @Override
    public Forecast expected(SenderTraffic sender) {
        return forecast(sender, meet(sender));
    }

    /// What the log shows of the sender, which no forecast can better, else what follows from what both can do.
    @Override
    public Forecast asSeen(SenderTraffic sender) {
        return forecast(sender, seen(sender).orElseGet(() -> meet(sender)));
    }

    private static Optional<Outcome> seen(SenderTraffic sender) {
        if (sender.failed() > 0 && sender.tls() == 0) {
            return sender.failures()
                    .flatMap(failed -> failed.error().stream())
                    .flatMap(error -> Refusals.reason(error.category()).stream())
                    .findFirst()
                    .map(Outcome.Refused::new);
        }
        return Optional.empty();
    }

    private Outcome meet(SenderTraffic sender) {
        return switch (side) {
            case PostfixSide.Speaks speaks -> Handshake.between(sender.offer(), speaks.server());
            case PostfixSide.Silent silent -> new Outcome.Refused(silent.why());
            case PostfixSide.NotKnown _ -> new Outcome.Undecided(Outcome.Missing.SERVER_VERSIONS);
        };
    }

    /// Where TLS is demanded, nobody goes on without it, whoever would.
    private Forecast forecast(SenderTraffic sender, Outcome outcome) {
        return new Forecast(
                outcome,
                switch (outcome) {
                    case Outcome.Agreed _ -> Delivery.ENCRYPTED;
                    case Outcome.Refused _ when side.demandsTls() -> Delivery.FAILS;
                    case Outcome.Refused refused ->
                        unencrypted(
                                switch (refused.reason()) {
                                    case NOT_OFFERED ->
                                        sender.profile()
                                                .map(SenderProfile::plaintextIfNotOffered)
                                                .orElse(sender.plaintext() > 0 ? Answer.YES : Answer.UNKNOWN);
                                    case PROTOCOL_VERSION,
                                            NO_SHARED_CIPHER,
                                            NO_SHARED_GROUP,
                                            NO_SHARED_SIGNATURE,
                                            DH_TOO_SMALL,
                                            NOT_AVAILABLE -> sender.fallsBack();
                                });
                    case Outcome.Undecided _ -> Delivery.UNKNOWN;
                });
    }

    private static Delivery unencrypted(Answer goesOn) {
        return switch (goesOn) {
            case YES -> Delivery.PLAINTEXT;
            case NO -> Delivery.FAILS;
            case UNKNOWN -> Delivery.UNKNOWN;
        };
    }
}
