package postern.diagnosis.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Phrase;
import postern.diagnosis.Role;
import postern.evidence.Problem;
import postern.maillog.Bounce;
import postern.postfix.Setting;
import postern.postfix.Starttls;
import postern.postfix.TlsService;
import postern.probe.StartTls;

/// TLS is not switched on for mail coming in.
///
/// The configuration alone shows it (Postfix `src/smtpd/smtpd.c`: STARTTLS is announced if the level is
/// not none); a probe that is not offered STARTTLS shows the same from outside.
public final class TlsNotEnabled implements Cause {
    private static final List<String> CERTIFICATES =
            List.of("smtpd_tls_cert_file", "smtpd_tls_key_file", "smtpd_tls_chain_files", "smtpd_tls_eccert_file");

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return List.of();
        }
        return switchedOff(facts).map(setting -> finding(facts, setting)).or(() -> onlyProbe(facts)).stream()
                .toList();
    }

    /// The setting that switches TLS off, perhaps a default. An excerpt that merely lacks the line shows
    /// nothing: the level must be written, or a certificate be set up without one in a main.cf that is more
    /// than an excerpt about TLS, or somebody must have seen that STARTTLS is missing.
    static Optional<Setting> switchedOff(Facts facts) {
        return facts.mailService()
                .filter(service -> isMeant(service) || notOffered(facts).isPresent())
                .flatMap(service -> service.starttls() instanceof Starttls.SwitchedOff(Setting setting)
                        ? Optional.of(setting)
                        : Optional.empty());
    }

    private static boolean isMeant(TlsService service) {
        return service.settings().isWritten("smtpd_tls_security_level")
                || service.settings().isWritten("smtpd_use_tls")
                || (service.settings().isWritten("mydestination")
                        && CERTIFICATES.stream().anyMatch(service.settings()::isWritten));
    }

    private Finding finding(Facts facts, Setting setting) {
        List<Citation> evidence = new ArrayList<>();
        evidence.add(facts.citation(setting));
        notOffered(facts).ifPresent(evidence::add);
        boolean offered = facts.evidence().scans().stream().anyMatch(scan -> scan.startTls() == StartTls.OFFERED)
                || facts.senders().stream().anyMatch(sender -> sender.tls() + sender.failed() > 0);
        return new Finding(
                id(),
                Role.CAUSE,
                offered ? Certainty.POSSIBLE : Certainty.PROVEN,
                facts.direction(),
                Map.of(
                        "parameter",
                        setting.name(),
                        "value",
                        setting.value().isEmpty() ? Phrase.of("value.empty") : setting.value()),
                evidence,
                fix());
    }

    /// Without the configuration, a server that plainly does not offer STARTTLS most likely has it off.
    private Optional<Finding> onlyProbe(Facts facts) {
        if (facts.mailService().isPresent()) {
            return Optional.empty();
        }
        return notOffered(facts)
                .map(citation -> new Finding(
                        id(),
                        Role.CAUSE,
                        Certainty.LIKELY,
                        facts.direction(),
                        Map.of("parameter", "smtpd_tls_security_level", "value", Phrase.of("value.not-given")),
                        List.of(citation),
                        fix()));
    }

    private static List<Change> fix() {
        return List.of(Change.mainCf("smtpd_tls_security_level", "may"), Change.command("postfix reload"));
    }

    private static Optional<Citation> notOffered(Facts facts) {
        Stream<Citation> probed = facts.evidence().scans().stream()
                .filter(scan -> scan.startTls() == StartTls.NOT_OFFERED)
                .map(scan -> Facts.citation(scan, Phrase.of("seen.no-starttls")));
        Stream<Citation> bounced = facts.evidence().bounces().stream()
                .filter(bounce -> bounce.kind() == Bounce.Kind.TLS_NOT_OFFERED)
                .flatMap(bounce -> bounce.lines().stream()
                        .limit(1)
                        .map(line -> Citation.line(bounce.source(), line.number(), line.text())));
        Stream<Citation> pasted = facts.evidence().dialogues().stream()
                .filter(dialogue -> dialogue.startTls() == StartTls.NOT_OFFERED)
                .filter(dialogue -> !dialogue.capabilities().isEmpty() && !MiddleboxSmtpRewriting.isEdited(dialogue))
                .map(dialogue -> Citation.of(dialogue.source(), "250 " + String.join(", ", dialogue.capabilities())));
        return Stream.of(probed, bounced, pasted).flatMap(lines -> lines).findFirst();
    }
}
