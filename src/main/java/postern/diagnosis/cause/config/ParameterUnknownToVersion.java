package postern.diagnosis.cause.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import postern.diagnosis.cause.clue.Logs;
import postern.postfix.MainCf;
import postern.postfix.PlatformGuess;
import postern.postfix.Problem;

/// A parameter that exists, but not in this release. Of Postfix only said where the release is known and not
/// assumed; Dovecot says it itself and does not start.
public final class ParameterUnknownToVersion implements Cause {

    private static final Pattern TROUBLE =
            Pattern.compile("(?:warning|error|fatal|panic): (?!.*unused parameter: )|SSL_(?:accept|connect) error "
                    + "|status=(?:deferred|bounced) |verify error:");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> said = Stream.of(
                        Logs.saying(DovecotNames.UNKNOWN, facts).stream(),
                        Logs.saying(DovecotNames.MINIMUM, facts).stream(),
                        Logs.saying(DovecotNames.OLD_FILE, facts).stream(),
                        unused(facts).map(UnusedParameter::line))
                .flatMap(lines -> lines)
                .toList();
        List<Citation> evidence =
                Stream.concat(configured(facts), said.stream()).toList();
        if (evidence.isEmpty()) {
            return ofOtherThings(facts);
        }
        List<Change> dovecot = DovecotNames.corrected(facts);
        return Findings.cause(
                this,
                facts,
                said.isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                Map.of("parameter", evidence.getFirst().text()),
                evidence,
                dovecot.isEmpty()
                        ? postfix(facts)
                        : Stream.concat(dovecot.stream(), Stream.of(Change.command("systemctl restart dovecot")))
                                .toList());
    }

    /// A warning about a name that has nothing to do with TLS is worth an answer, and explains nothing else.
    private List<Finding> ofOtherThings(Facts facts) {
        boolean trouble = !facts.evidence().bounces().isEmpty()
                || !Logs.saying(TROUBLE, facts).isEmpty();
        List<UnusedParameter> unused = trouble ? List.of() : UnusedParameter.ofOtherThings(facts);
        return Findings.cause(
                this,
                facts,
                Certainty.POSSIBLE,
                Map.of("parameter", unused.isEmpty() ? "?" : unused.getFirst().name()),
                unused.stream().map(UnusedParameter::line).toList(),
                Stream.concat(
                                unused.stream()
                                        .map(UnusedParameter::name)
                                        .distinct()
                                        .flatMap(name -> removed(facts, name)),
                                Stream.of(Change.command("postfix reload")))
                        .toList());
    }

    /// From the services of master.cf that have it as an override, else from main.cf.
    private static Stream<Change> removed(Facts facts, String name) {
        List<Change> overrides = facts.evidence().masterCf().stream()
                .flatMap(given -> given.content().services().stream())
                .filter(service -> service.options().stream()
                        .anyMatch(option -> option.name().equals(name)))
                .map(service -> new Change(
                        Target.MASTER_CF,
                        Optional.of(service.name()),
                        Optional.of(name),
                        Optional.of(""),
                        Optional.of("postconf -PX '" + service.name() + "/" + service.type() + "/" + name + "'")))
                .toList();
        return overrides.isEmpty() ? Stream.of(Change.mainCf(name, "")) : overrides.stream();
    }

    /// The setting goes; what named a certificate becomes the settings that every release has.
    private static List<Change> postfix(Facts facts) {
        List<Change> changes = new ArrayList<>();
        Stream.concat(absent(facts).map(entry -> entry.name()), unused(facts).map(UnusedParameter::name))
                .distinct()
                .forEach(name -> {
                    if (name.equals("smtpd_tls_chain_files")) {
                        changes.add(Change.mainCf("smtpd_tls_cert_file"));
                        changes.add(Change.mainCf("smtpd_tls_key_file"));
                    }
                    if (name.matches("smtpd?_tls_security_level")) {
                        changes.add(Change.mainCf(name.replace("_tls_security_level", "_use_tls"), "yes"));
                    }
                    changes.add(Change.mainCf(name, ""));
                });
        changes.add(Change.command("postfix reload"));
        return changes;
    }

    /// Postfix says it of names that it has in another release.
    private static Stream<UnusedParameter> unused(Facts facts) {
        return UnusedParameter.in(facts).stream().filter(UnusedParameter::isOfAnotherRelease);
    }

    private static Stream<Citation> configured(Facts facts) {
        return absent(facts)
                .map(entry -> Citation.line(
                        facts.evidence().mainCf().map(given -> given.source()).orElse("main.cf"),
                        entry.firstLine(),
                        entry.name() + " = " + entry.value()));
    }

    private static Stream<MainCf.Entry> absent(Facts facts) {
        boolean known = facts.platform().postfixBasis() == PlatformGuess.Basis.STATED
                || facts.platform().postfixBasis() == PlatformGuess.Basis.WRITTEN;
        return facts.services().stream()
                .limit(1)
                .filter(_ -> known)
                .flatMap(service -> service.problems().stream())
                .flatMap(problem ->
                        problem instanceof Problem.ParameterNotInRelease absent ? Stream.of(absent) : Stream.empty())
                .map(absent -> absent.entry())
                .filter(entry -> entry.name().contains("tls"));
    }
}
