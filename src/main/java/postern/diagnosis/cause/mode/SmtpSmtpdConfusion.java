package postern.diagnosis.cause.mode;

import java.util.List;
import java.util.Map;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.evidence.Problem;
import postern.postfix.MainCf;

/// TLS was set up for the client (`smtp_`) where the server (`smtpd_`) was meant, or the reverse. Only said where
/// the side in trouble has TLS off and the other side has it on in main.cf: with a certificate, or twice with the
/// same value, one of which was meant for the other side.
public final class SmtpSmtpdConfusion implements Cause {
    private static final List<String> SERVER =
            List.of("smtpd_tls_security_level", "smtpd_use_tls", "smtpd_enforce_tls");
    private static final List<String> CLIENT = List.of("smtp_tls_security_level", "smtp_use_tls", "smtp_enforce_tls");

    @Override
    public List<Finding> examine(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return outbound(facts);
        }
        boolean off = facts.mailService().flatMap(TlsNotEnabled::off).isPresent();
        return facts.evidence().mainCf().stream()
                .filter(_ -> off)
                .filter(given -> SERVER.stream()
                        .noneMatch(name -> given.content().entry(name).isPresent()))
                .flatMap(given -> CLIENT.stream()
                        .flatMap(name -> given.content().entry(name).stream())
                        .filter(SmtpSmtpdConfusion::switchesOn)
                        .filter(entry -> certificateForClientOnly(given.content())
                                || given.content().overridden(entry.name()).stream()
                                        .anyMatch(earlier -> earlier.value().equals(entry.value())))
                        .limit(1)
                        .map(entry -> finding(given.source(), given.content(), entry, facts.direction())))
                .toList();
    }

    /// A receiver insists on TLS, and it is switched on for the server, which has no certificate to use it with.
    private List<Finding> outbound(Facts facts) {
        if (OutgoingTlsOff.in(facts, id()).isEmpty()) {
            return List.of();
        }
        return facts.evidence().mainCf().stream()
                .filter(given -> CLIENT.stream()
                        .noneMatch(name -> given.content().entry(name).isPresent()))
                .filter(given -> given.content().entries().stream()
                        .noneMatch(entry -> entry.name().matches("smtpd_tls_(?:e?c?cert|key|chain)_files?")))
                .flatMap(given -> SERVER.stream()
                        .flatMap(name -> given.content().entry(name).stream())
                        .filter(SmtpSmtpdConfusion::switchesOn)
                        .limit(1)
                        .map(entry -> finding(given.source(), given.content(), entry, facts.direction())))
                .toList();
    }

    private Finding finding(String source, MainCf mainCf, MainCf.Entry entry, Problem direction) {
        boolean client = entry.name().startsWith("smtp_");
        String intended = entry.name().replaceFirst("smtpd?_", client ? "smtpd_" : "smtp_");
        return new Finding(
                id(),
                Role.CAUSE,
                Certainty.LIKELY,
                direction,
                Map.of("parameter", entry.name(), "intended", intended),
                List.of(Citation.line(
                        source,
                        entry.firstLine(),
                        mainCf.line(entry.firstLine()).orElse(entry.name()).strip())),
                List.of(
                        Change.mainCf(client ? "smtpd_tls_security_level" : "smtp_tls_security_level", "may"),
                        Change.command("postfix reload")));
    }

    private static boolean switchesOn(MainCf.Entry entry) {
        return !entry.value().isEmpty()
                && !entry.value().equals("none")
                && !entry.value().equalsIgnoreCase("no");
    }

    /// A certificate is what a server needs and a client hardly ever does.
    private static boolean certificateForClientOnly(MainCf mainCf) {
        return mainCf.entries().stream().anyMatch(entry -> entry.name().matches("smtp_tls_(?:cert|key|chain)_files?"))
                && mainCf.entries().stream()
                        .noneMatch(entry -> entry.name().matches("smtpd_tls_(?:e?c?cert|key|chain)_files?"));
    }
}
