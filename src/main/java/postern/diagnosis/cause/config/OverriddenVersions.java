package postern.diagnosis.cause.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.cause.answer.Findings;
import postern.maillog.LogLine;
import postern.postfix.MainCf;
import postern.postfix.ProtocolList;
import postern.postfix.Setting;
import postern.postfix.TlsService;
import postern.tls.ProtocolVersion;
import postern.transcript.TestRun;

/// The list of versions in main.cf is stricter than that of a service in master.cf (`-o`, master(5)), and a test
/// meets a version that only the latter allows.
final class OverriddenVersions {
    private static final Pattern NAMED_PORT = Pattern.compile("[\\w.\\]]:(25|465|587)\\b");

    private OverriddenVersions() {}

    /// One finding for each service and version met.
    static Stream<Finding> in(Facts facts, Cause cause) {
        List<TestRun> tested = facts.evidence().transcripts();
        return facts.evidence().masterCf().stream()
                .flatMap(given -> given.content().services().stream())
                .flatMap(master -> facts.services().stream()
                        .filter(service -> service.line() == master.firstLine() && service.isOn())
                        .flatMap(service -> master.options().stream()
                                .filter(option ->
                                        option.name().equals(service.protocols().name()))
                                .flatMap(option -> meant(facts, service)
                                        .flatMap(entry -> seen(tested, service, entry.value()).stream()
                                                .flatMap(seen -> Findings.cause(
                                                        cause,
                                                        facts,
                                                        Certainty.PROVEN,
                                                        Map.of("parameter", option.name(), "value", option.value()),
                                                        List.of(
                                                                facts.citation(service.protocols()),
                                                                cite(facts, entry),
                                                                seen),
                                                        List.of(
                                                                Change.masterCf(master, option.name(), entry.value()),
                                                                Change.command("postfix reload")))
                                                        .stream())))));
    }

    /// The list of main.cf, where it is written and another than the service's.
    private static Stream<MainCf.Entry> meant(Facts facts, TlsService service) {
        Setting used = service.protocols();
        return facts.evidence().mainCf().stream()
                .flatMap(given -> given.content().entry(used.name()).stream())
                .filter(entry -> !entry.value().equals(used.value()));
    }

    /// A version that a test was accepted with at the service's port, and that the other list refuses.
    private static Optional<Citation> seen(List<TestRun> tested, TlsService service, String meant) {
        Set<ProtocolVersion> allowed =
                ProtocolList.read(meant, service.platform().protocolParser()) instanceof ProtocolList.Enabled enabled
                        ? enabled.within(EnumSet.allOf(ProtocolVersion.class))
                        : EnumSet.allOf(ProtocolVersion.class);
        return tested.stream()
                .filter(run -> Stream.concat(
                                run.command().stream(), run.lines().stream().map(LogLine::text))
                        .allMatch(text -> isOfPort(text, service)))
                .flatMap(run -> run.server().accepted().stream()
                        .filter(version -> !allowed.contains(version))
                        .map(version -> Citation.of(run.source(), version.toString())))
                .findFirst();
    }

    /// Whether a line of a test names no port, or that of the service.
    private static boolean isOfPort(String line, TlsService service) {
        Matcher named = NAMED_PORT.matcher(line);
        return !named.find()
                || named.group(1).equals(String.valueOf(service.port().orElse(0)));
    }

    private static Citation cite(Facts facts, MainCf.Entry entry) {
        return Citation.line(
                facts.evidence().mainCf().map(given -> given.source()).orElse("main.cf"),
                entry.firstLine(),
                entry.name() + " = " + entry.value());
    }
}
