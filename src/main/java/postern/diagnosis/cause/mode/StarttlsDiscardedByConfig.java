package postern.diagnosis.cause.mode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.evidence.Problem;
import postern.postfix.Setting;
import postern.postfix.Starttls;

/// STARTTLS is taken out of what the other side sees or we see: `smtpd_discard_ehlo_keywords` and the table of
/// addresses (`…_keyword_address_maps`) out of the announcement, the same with `smtp_` out of what a receiver
/// announces (Postfix `src/smtpd/smtpd.c`, `src/smtp/smtp_proto.c`).
public final class StarttlsDiscardedByConfig implements Cause {
    private static final Pattern LOGGED = Pattern.compile("(?i)discarding EHLO keywords: .*\\bstarttls\\b");
    private static final Pattern OUTGOING = Pattern.compile("/(?:smtp|lmtp)\\[");
    private static final String KEYWORDS = "_discard_ehlo_keywords";
    private static final String TABLE = "_discard_ehlo_keyword_address_maps";

    @Override
    public List<Finding> examine(Facts facts) {
        boolean out = facts.direction() == Problem.OUTBOUND;
        List<Citation> logged = Logs.saying(LOGGED, facts).stream()
                .filter(line -> OUTGOING.matcher(line.text()).find() == out)
                .toList();
        return (out ? client(facts) : server(facts))
                .or(() -> table(facts, out).filter(_ -> !logged.isEmpty()))
                .map(setting -> finding(facts, setting, logged))
                .orElseGet(() -> onlyLogged(facts, logged, out));
    }

    private static Optional<Setting> server(Facts facts) {
        return facts.mailService()
                .flatMap(service -> service.starttls() instanceof Starttls.Discarded(Setting setting)
                        ? Optional.of(setting)
                        : Optional.empty());
    }

    private static Optional<Setting> client(Facts facts) {
        return Outgoing.written(facts, "smtp" + KEYWORDS).filter(setting -> discards(setting.value()));
    }

    /// What the table holds is not known; the log tells that it holds somebody.
    private static Optional<Setting> table(Facts facts, boolean out) {
        return out
                ? Outgoing.written(facts, "smtp" + TABLE)
                : facts.mailService()
                        .map(service -> service.settings().get("smtpd" + TABLE))
                        .filter(setting -> !setting.isEmpty());
    }

    private List<Finding> finding(Facts facts, Setting setting, List<Citation> logged) {
        boolean keywords = setting.name().endsWith(KEYWORDS);
        return Findings.cause(
                this,
                facts,
                keywords ? Certainty.PROVEN : Certainty.LIKELY,
                Map.of("parameter", setting.name(), "value", setting.value()),
                Stream.concat(
                                Stream.of(facts.citation(setting)),
                                logged.stream().limit(1))
                        .toList(),
                List.of(
                        keywords
                                ? Change.mainCf(setting.name(), withoutStarttls(setting.value()))
                                : Change.mainCf(setting.name()),
                        Change.command("postfix reload")));
    }

    /// The configuration was not given.
    private List<Finding> onlyLogged(Facts facts, List<Citation> logged, boolean out) {
        if (out ? Outgoing.client(facts).isPresent() : facts.mailService().isPresent()) {
            return List.of();
        }
        String name = (out ? "smtp" : "smtpd") + KEYWORDS;
        return Findings.cause(
                this,
                facts,
                Certainty.LIKELY,
                Map.of("parameter", name, "value", "starttls"),
                logged,
                List.of(Change.mainCf(name), Change.command("postfix reload")));
    }

    private static boolean discards(String value) {
        return Stream.of(value.split("[\\s,]+", -1)).anyMatch("starttls"::equalsIgnoreCase);
    }

    private static String withoutStarttls(String value) {
        return Stream.of(value.split("[\\s,]+", -1))
                .filter(word -> !word.equalsIgnoreCase("starttls"))
                .collect(Collectors.joining(", "));
    }
}
