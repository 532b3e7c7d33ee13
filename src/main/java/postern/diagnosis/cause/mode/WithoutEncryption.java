package postern.diagnosis.cause.mode;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.clue.Logs;
import postern.evidence.Problem;
import postern.postfix.SecurityLevel;
import postern.postfix.TlsService;

/// A mail program or script that is set to no encryption at all: it finds no AUTH, because the server offers that only
/// within TLS (postconf(5), `smtpd_tls_auth_only`; level `encrypt`), and gives up after EHLO.
final class WithoutEncryption {
    /// Outlook, Thunderbird, Python, Go, Java, PHPMailer, Nodemailer, msmtp, mutt, .NET; Postfix's own reply.
    private static final Pattern NO_AUTH = Pattern.compile("(?i)authentication methods supported by this client"
            + "|does not support the selected authentication method|SMTP AUTH extension not supported by server"
            + "|server doesn't support AUTH|No authentication mechanisms? supported by both (?:server and client|client and server)"
            + "|Authentication is not allowed at this stage|Error: authentication not enabled"
            + "|server does not support (?:SMTP )?authentication|No authenticators available"
            + "|does not support any (?:compatible |known )?authentication (?:mechanism|method)s?"
            + "|requires a secure connection or the client was not authenticated");

    /// Who says that has begun with TLS, or was told to.
    private static final Pattern WITH_TLS = Pattern.compile("(?i)\\bstarttls\\b(?! command)|SMTP_SSL|:465\\b|smtps");
    private static final Pattern LEFT =
            Pattern.compile("submission/smtpd\\[\\d+\\]: lost connection after EHLO from (?!\\S*\\[(?:127\\.|::1))");

    private static final int SUBMISSION = 587;

    private WithoutEncryption() {}

    /// What the client says, where nothing shows that the server offers AUTH without TLS or not at all; or that clients
    /// leave a port that demands TLS without having asked for it.
    static List<Citation> lines(Facts facts) {
        if (facts.direction() == Problem.OUTBOUND) {
            return List.of();
        }
        List<Citation> left = Logs.saying(LEFT, facts);
        List<Citation> said = facts.evidence().texts().stream()
                .filter(text -> text.lines().stream()
                        .noneMatch(line -> WITH_TLS.matcher(line.text()).find()))
                .flatMap(text -> text.lines().stream()
                        .filter(line -> NO_AUTH.matcher(line.text()).find())
                        .map(line -> Citation.line(text.source(), line.number(), line.text())))
                .toList();
        boolean demanded = facts.services().isEmpty()
                ? !said.isEmpty()
                : facts.services().stream().anyMatch(WithoutEncryption::offersAuthWithinTls);
        boolean leave = left.size() > 1 && facts.direction() == Problem.CLIENTS;
        return demanded && (!said.isEmpty() || leave)
                ? Stream.concat(said.stream(), left.stream()).toList()
                : List.of();
    }

    private static boolean offersAuthWithinTls(TlsService service) {
        return service.isOn()
                && !service.implicitTls()
                && ((service.port().orElse(0) == SUBMISSION && service.level() == SecurityLevel.ENCRYPT)
                        || (service.settings().get("smtpd_tls_auth_only").isYes()
                                && service.settings()
                                        .get("smtpd_sasl_auth_enable")
                                        .isYes()));
    }
}
