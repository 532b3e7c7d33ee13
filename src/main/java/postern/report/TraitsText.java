package postern.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.probe.Observed;
import postern.probe.SenderTrial;
import postern.probe.Traits;
import postern.report.Block.Cell;
import postern.report.Block.Fact;
import postern.report.Block.Table;

/// The words for what a thorough look shows.
final class TraitsText {
    private final ReportText text;

    TraitsText(ReportText text) {
        this.text = text;
    }

    /// What was asked.
    List<Fact> facts(Traits traits) {
        return Stream.concat(all(traits).stream().flatMap(Optional::stream), resumption(traits))
                .toList();
    }

    private Stream<Fact> resumption(Traits traits) {
        return traits.resumption().entrySet().stream()
                .map(tried -> new Fact(
                        text.get("traits.resumption", tried.getKey()),
                        words(tried.getValue(), result -> text.get("traits.resumption." + result.id()))));
    }

    private List<Optional<Fact>> all(Traits traits) {
        Traits.Tolerance tolerance = traits.tolerance();
        return List.of(
                fact(
                        "traits.server-names",
                        traits.serverNames(),
                        answers -> list(answers.stream().map(this::effect))),
                fact(
                        "traits.groups",
                        traits.groups(),
                        groups -> list(groups.stream().map(Object::toString))),
                fact(
                        "traits.primes",
                        traits.primes(),
                        primes -> list(primes.stream().map(this::prime))),
                fact(
                        "traits.signatures",
                        traits.signatures(),
                        schemes -> list(schemes.stream().map(Enum::name))),
                fact("traits.compression", traits.compression(), this::yesOrNo),
                fact("traits.secure-renegotiation", traits.secureRenegotiation(), this::yesOrNo),
                fact("traits.extended-master-secret", traits.extendedMasterSecret(), this::yesOrNo),
                fact("traits.tickets", traits.tickets(), this::yesOrNo),
                fact("traits.fallback", traits.fallbackProtection(), this::yesOrNo),
                fact("traits.client-certificate", traits.clientCertificate(), this::wanted),
                fact("traits.stapling", traits.stapling(), this::stapling),
                fact("traits.injection", traits.injection(), this::yesOrNo),
                fact("traits.modern-beside-older", tolerance.tls13(), this::yesOrNo),
                fact("traits.later-version", tolerance.laterVersion(), this::yesOrNo),
                fact("traits.reserved", tolerance.reservedValues(), this::yesOrNo),
                fact(
                        "traits.longest",
                        tolerance.longestHello(),
                        bytes -> text.get("traits.longest.bytes", Integer.toString(bytes))),
                fact("traits.medium", tolerance.mediumHello(), this::yesOrNo));
    }

    Table senders(List<SenderTrial> trials) {
        return new Table(
                List.of(
                        text.get("senders.head.sender"),
                        text.get("senders.head.result"),
                        text.get("senders.head.then")),
                List.of(36, 40, 24),
                trials.stream().map(this::row).toList());
    }

    private List<Cell> row(SenderTrial trial) {
        Tone tone = switch (trial.result()) {
            case SenderTrial.Agreed _ -> Tone.GOOD;
            case SenderTrial.Refused _ -> Tone.BAD;
            case SenderTrial.Undecided _ -> Tone.OPEN;
        };
        return List.of(
                Cell.of(trial.sender().name()),
                new Cell(tone, result(trial.result()), ""),
                Cell.of(text.get("delivery." + trial.then().id())));
    }

    private String result(SenderTrial.Result result) {
        return switch (result) {
            case SenderTrial.Agreed(var version, var suite) ->
                suite.map(known -> text.get("outcome.agreed.suite", version, known))
                        .orElseGet(() -> text.get("outcome.agreed", version));
            case SenderTrial.Refused(String reason) ->
                text.get("senders.refused", text.getOr("reason." + reason, reason));
            case SenderTrial.Undecided(String why) -> text.get("senders.undecided", reason(why));
        };
    }

    private <T> Optional<Fact> fact(String key, Observed<T> observed, Function<T, String> words) {
        return observed.equals(Observed.notAsked())
                ? Optional.empty()
                : Optional.of(new Fact(text.get(key), words(observed, words)));
    }

    private <T> String words(Observed<T> observed, Function<T, String> words) {
        return switch (observed) {
            case Observed.Seen<T>(T value) -> words.apply(value);
            case Observed.Unknown<T>(String why) -> text.get("traits.unknown", reason(why));
        };
    }

    private String reason(String why) {
        return text.getOr("trouble." + why, text.getOr("outcome.missing." + why, text.getOr("why." + why, why)));
    }

    private String yesOrNo(boolean yes) {
        return text.get(yes ? "traits.yes" : "traits.no");
    }

    private String effect(Traits.NameAnswer answer) {
        return text.get(
                "name-effect." + answer.effect().id(),
                answer.asked().map(Printable::clipped).orElseGet(() -> text.get("name-effect.no-name")));
    }

    private String prime(Traits.Prime prime) {
        String bits = Integer.toString(prime.bits());
        return prime.known()
                .map(name -> text.get("traits.primes.known", bits, name))
                .orElseGet(() -> text.get("traits.primes.one", bits));
    }

    private String wanted(Traits.ClientCertificate wanted) {
        return Stream.concat(
                        Stream.of(text.get(
                                "traits.client-certificate." + wanted.wish().id())),
                        wanted.authorities().stream().map(Printable::clipped))
                .collect(Collectors.joining("; "));
    }

    private String stapling(Traits.Stapling stapling) {
        return !stapling.stapled() && stapling.demanded()
                ? text.get("traits.stapling.missing")
                : yesOrNo(stapling.stapled());
    }

    private String list(Stream<String> items) {
        String joined = items.collect(Collectors.joining(", "));
        return joined.isEmpty() ? text.get("traits.none") : joined;
    }
}
