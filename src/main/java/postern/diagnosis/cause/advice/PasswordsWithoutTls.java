package postern.diagnosis.cause.advice;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.DovecotServer;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Role;
import postern.postfix.SecurityLevel;
import postern.postfix.Setting;
import postern.postfix.TlsService;
import postern.probe.StartTls;

/// Passwords may go over the wire without TLS (RFC 8314 section 3).
public final class PasswordsWithoutTls implements Cause {
    private static final Pattern ANNOUNCED = Pattern.compile("^250[ -]AUTH[ =]");

    @Override
    public List<Finding> examine(Facts facts) {
        Stream<Finding> postfix = facts.services().stream()
                .filter(PasswordsWithoutTls::takesPasswords)
                .map(service -> service.settings().get("smtpd_tls_auth_only"))
                .filter(setting -> !setting.isYes())
                .map((Setting setting) ->
                        finding(facts, facts.citation(setting), Change.mainCf("smtpd_tls_auth_only", "yes")));
        Stream<Finding> dovecot = facts.dovecot().stream()
                .flatMap(DovecotServer::settings)
                .filter(PasswordsWithoutTls::isOpen)
                .map(found -> finding(
                        facts,
                        found.citation(),
                        Change.dovecot(
                                found.setting().name(),
                                found.setting().name().equals("auth_allow_cleartext") ? "no" : "yes")));
        return Stream.of(postfix, dovecot, offered(facts))
                .flatMap(findings -> findings)
                .limit(1)
                .toList();
    }

    /// AUTH among what the server announces before STARTTLS.
    private Stream<Finding> offered(Facts facts) {
        return facts.evidence().dialogues().stream()
                .filter(dialogue -> dialogue.startTls() == StartTls.OFFERED
                        && dialogue.answer().isEmpty())
                .flatMap(dialogue -> dialogue.lines().stream()
                        .filter(line -> ANNOUNCED.matcher(line.text()).find())
                        .map(line -> Citation.line(dialogue.source(), line.number(), line.text())))
                .map(line -> finding(facts, line, Change.mainCf("smtpd_tls_auth_only", "yes")));
    }

    /// Where TLS may be left out. Where it is mandatory or begins with the first byte, AUTH comes after it in any case
    /// (postconf(5), `smtpd_tls_security_level`).
    private static boolean takesPasswords(TlsService service) {
        return service.settings().get("smtpd_sasl_auth_enable").isYes()
                && service.isOn()
                && !service.implicitTls()
                && service.level() == SecurityLevel.MAY;
    }

    /// `disable_plaintext_auth = no` up to 2.3, `auth_allow_cleartext = yes` from 2.4.
    private static boolean isOpen(DovecotServer.Found found) {
        String name = found.setting().name();
        String value = found.setting().value();
        return (name.equals("disable_plaintext_auth") && value.equals("no"))
                || (name.equals("auth_allow_cleartext") && value.equals("yes"));
    }

    private Finding finding(Facts facts, Citation setting, Change change) {
        return new Finding(
                id(), Role.ADVICE, Certainty.PROVEN, facts.direction(), Map.of(), List.of(setting), List.of(change));
    }
}
