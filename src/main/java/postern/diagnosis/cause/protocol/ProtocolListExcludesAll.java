package postern.diagnosis.cause.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.diagnosis.cause.negotiation.WidestProtocols;
import postern.evidence.Problem;
import postern.postfix.Setting;
import postern.postfix.TlsClient;
import postern.postfix.TlsPolicy;

/// The protocol list leaves nothing that the installed library speaks. The list itself is proof enough; so is the
/// library's error, which comes before a byte is sent (OpenSSL `ssl/statem/statem_lib.c`, before 1.1.0
/// `ssl/s23_clnt.c`), unless the list is the release's own: then it is the library's policy that leaves nothing.
public final class ProtocolListExcludesAll implements Cause {
    private static final Pattern LOGGED = Pattern.compile("no protocols available");
    /// Colons, because blanks and commas end the attribute; every release knows these names.
    private static final String POLICY_PROTOCOLS = "protocols=!SSLv2:!SSLv3";

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return outbound(facts);
        }
        return facts.mailService().stream()
                .flatMap(service -> service.problems().stream())
                .flatMap(ProtocolListExcludesAll::setting)
                .limit(1)
                .map(setting ->
                        finding(facts, setting, Stream.of(facts.citation(setting)), widest(facts, setting.name())))
                .toList();
    }

    private List<Finding> outbound(Facts facts) {
        List<Citation> logged = Outgoing.saying(LOGGED, facts);
        var policy = PolicyTable.applying(facts)
                .filter(line -> line.entry().attributes().containsKey("protocols"));
        boolean predicted = Outgoing.client(facts).stream()
                .flatMap(client -> client.problems().stream())
                .flatMap(ProtocolListExcludesAll::setting)
                .findAny()
                .isPresent();
        if (policy.isPresent() && (predicted || !logged.isEmpty())) {
            TlsPolicy.Entry entry = policy.get().entry();
            var setting = new Setting(
                    "protocols",
                    entry.attributes().getOrDefault("protocols", ""),
                    entry.text(),
                    "tls_policy",
                    entry.line());
            return List.of(finding(
                    facts,
                    setting,
                    Stream.of(policy.get().citation()),
                    PolicyTable.change(facts, entry.level() + " " + POLICY_PROTOCOLS)));
        }
        List<Setting> written =
                Outgoing.client(facts).map(TlsClient::protocols).stream().toList();
        boolean onlyDefault = !predicted && written.stream().anyMatch(Setting::isDefault);
        if ((logged.isEmpty() && !predicted) || onlyDefault) {
            return List.of();
        }
        return written.isEmpty()
                ? Findings.cause(
                        this,
                        facts,
                        Certainty.LIKELY,
                        Map.of("parameter", "smtp_tls_mandatory_protocols", "value", "?"),
                        logged,
                        widest(facts, "smtp_tls_mandatory_protocols"))
                : written.stream()
                        .map(setting -> finding(
                                facts, setting, Stream.of(facts.citation(setting)), widest(facts, setting.name())))
                        .toList();
    }

    private static Stream<Setting> setting(postern.postfix.Problem problem) {
        return problem instanceof postern.postfix.Problem.NoProtocolEnabled(Setting setting)
                ? Stream.of(setting)
                : Stream.empty();
    }

    private static List<Change> widest(Facts facts, String parameter) {
        return new ArrayList<>(
                List.of(Change.mainCf(parameter, WidestProtocols.of(facts)), Change.command("postfix reload")));
    }

    private Finding finding(Facts facts, Setting setting, Stream<Citation> where, List<Change> fix) {
        return new Finding(
                id(),
                Role.CAUSE,
                Certainty.PROVEN,
                facts.direction(),
                Map.of("parameter", setting.name(), "value", setting.value()),
                Stream.concat(where, Logs.saying(LOGGED, facts).stream().limit(2))
                        .toList(),
                fix);
    }
}
