package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.evidence.Problem;
import postern.postfix.Setting;
import postern.postfix.Starttls;

/// `smtpd_discard_ehlo_keywords` takes STARTTLS out of the announcement.
public final class StarttlsDiscardedByConfig implements Cause {
    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return List.of();
        }
        return setting(facts).stream()
                .map(setting -> new Finding(
                        id(),
                        Role.CAUSE,
                        Certainty.PROVEN,
                        facts.direction(),
                        Map.of("parameter", setting.name(), "value", setting.value()),
                        Stream.concat(
                                        Stream.of(facts.citation(setting)),
                                        facts.events("smtpd.discard")
                                                .map(Facts.Logged::citation)
                                                .limit(1))
                                .toList(),
                        List.of(
                                Change.mainCf(setting.name(), withoutStarttls(setting.value())),
                                Change.command("postfix reload"))))
                .toList();
    }

    private static Optional<Setting> setting(Facts facts) {
        return facts.mailService()
                .flatMap(service -> service.starttls() instanceof Starttls.Discarded(Setting setting)
                        ? Optional.of(setting)
                        : Optional.empty());
    }

    private static String withoutStarttls(String value) {
        return Stream.of(value.split("[\\s,]+", -1))
                .filter(word -> !word.equalsIgnoreCase("starttls"))
                .collect(Collectors.joining(", "));
    }
}
