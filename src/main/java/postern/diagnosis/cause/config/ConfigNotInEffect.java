package postern.diagnosis.cause.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.path.MiddleboxSmtpRewriting;
import postern.evidence.Problem;
import postern.postfix.MasterCf;
import postern.postfix.Setting;
import postern.postfix.Starttls;
import postern.postfix.TlsService;
import postern.probe.StartTls;
import postern.tls.Answer;
import postern.tls.ProtocolVersion;

/// What the settings predict is not what the server does, so they are not the ones in effect: overridden for this
/// service in master.cf, not loaded yet, or of another instance or machine.
public final class ConfigNotInEffect implements Cause {
    private static final Pattern SMTP_PORT = Pattern.compile(":(?:25|smtp)\\b");
    private static final Pattern OTHER_PORT = Pattern.compile("[: ](?:465|587|submissions?|smtps)\\b");
    /// Settings that switch TLS on and off.
    private static final Set<String> DECISIVE = Set.of("smtpd_tls_security_level", "smtpd_use_tls");

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return List.of();
        }
        return Stream.of(overridden(facts), OverriddenVersions.in(facts, this), contradicted(facts), withheld(facts))
                .flatMap(findings -> findings)
                .limit(1)
                .toList();
    }

    private Stream<Finding> overridden(Facts facts) {
        return facts.mailService().filter(service -> !service.isOn()).stream()
                .flatMap(service -> facts.evidence().masterCf().stream()
                        .flatMap(given -> given.content().services().stream())
                        .filter(it -> it.type().equals("inet") && it.name().equals(service.name()))
                        .flatMap(it -> overrides(facts, service, it)));
    }

    private Stream<Finding> overrides(Facts facts, TlsService service, MasterCf.Service master) {
        return master.options().stream()
                .filter(option -> DECISIVE.contains(option.name()))
                .flatMap(option -> facts.evidence().mainCf().stream()
                        .flatMap(given -> given.content().entry(option.name()).stream()
                                .filter(entry -> !entry.value().equals(option.value()))
                                .map(entry -> Citation.line(
                                        given.source(), entry.firstLine(), entry.name() + " = " + entry.value())))
                        .flatMap(citation -> Findings.cause(
                                this,
                                facts,
                                Certainty.PROVEN,
                                Map.of("parameter", option.name(), "value", option.value()),
                                List.of(facts.citation(service.settings().get(option.name())), citation),
                                List.of(
                                        new Change(
                                                Target.MASTER_CF,
                                                Optional.of(master.name()),
                                                Optional.of(option.name()),
                                                Optional.of(""),
                                                Optional.empty()),
                                        Change.command("postfix reload")))
                                .stream()));
    }

    /// A session with port 25 in a version that the settings refuse.
    private Stream<Finding> contradicted(Facts facts) {
        List<Citation> seen = facts.predicted().stream()
                .flatMap(predicted -> facts.evidence().transcripts().stream()
                        .filter(run -> run.command()
                                .filter(command -> SMTP_PORT.matcher(command).find())
                                .isPresent())
                        .filter(run -> run.suite().isPresent())
                        .filter(run -> run.version()
                                .filter((ProtocolVersion version) -> predicted.speaks(version) == Answer.NO)
                                .isPresent())
                        .map(run -> Citation.of(
                                run.source(), run.version().orElseThrow().toString())))
                .toList();
        Optional<Citation> setting = facts.mailService()
                .map(TlsService::protocols)
                .filter(it -> !it.isDefault())
                .map(facts::citation);
        return setting.isEmpty() || seen.isEmpty()
                ? Stream.empty()
                : Findings.cause(
                        this,
                        facts,
                        Certainty.LIKELY,
                        Map.of(
                                "parameter",
                                "smtpd_tls_protocols",
                                "value",
                                seen.getFirst().text()),
                        Stream.concat(setting.stream(), seen.stream()).toList(),
                        List.of(Change.command("postfix reload")))
                        .stream();
    }

    /// STARTTLS is switched on, nothing takes it out of the announcement, and it is not announced by what
    /// greets as this Postfix does.
    private Stream<Finding> withheld(Facts facts) {
        Optional<TlsService> service = facts.mailService()
                .filter(it -> it.starttls() instanceof Starttls.Announced)
                .filter(it -> it.settings().isWritten("smtpd_tls_security_level")
                        || it.settings().isWritten("smtpd_use_tls"));
        List<Citation> seen = facts.evidence().dialogues().stream()
                .filter(dialogue -> dialogue.startTls() == StartTls.NOT_OFFERED
                        && !dialogue.capabilities().isEmpty()
                        && dialogue.command().filter(OTHER_PORT.asPredicate()).isEmpty()
                        && dialogue.greeting().filter(it -> greets(service, it)).isPresent())
                .map(dialogue -> Citation.of(dialogue.source(), "250 " + String.join(", ", dialogue.capabilities())))
                .toList();
        boolean edited = !new MiddleboxSmtpRewriting().examine(facts).isEmpty();
        boolean otherwise = facts.senders().stream().anyMatch(sender -> sender.tls() > 0);
        return service.isEmpty() || edited || otherwise
                ? Stream.empty()
                : Findings.cause(
                        this,
                        facts,
                        Certainty.LIKELY,
                        Map.of("parameter", service.get().decisiveForLevel().name(), "value", "none"),
                        seen,
                        List.of(Change.command("postfix reload")))
                        .stream();
    }

    /// The greeting is the one of main.cf: its host, where it is set, and the name of the program.
    private static boolean greets(Optional<TlsService> service, String greeting) {
        String host = service.map(it -> it.settings().get("myhostname"))
                .filter(setting -> !setting.isDefault())
                .map(Setting::value)
                .orElse("");
        return greeting.contains("Postfix") && greeting.startsWith(host);
    }
}
