package postern.diagnosis.cause.certificate;

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
import postern.diagnosis.Phrase;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.evidence.Problem;
import postern.postfix.ClientCertificates;
import postern.probe.Stage;

/// The server demands a certificate of its clients: ours, or the one mail is delivered to.
public final class ClientCertRequired implements Cause {
    /// Postfix `src/smtpd/smtpd.c`; OpenSSL of the server; other servers' replies.
    private static final Pattern SERVER = Pattern.compile(
            "No client certificate presented|Client certificate not trusted|peer did not return a certificate"
                    + "|(?i:(?:TLS )?client certificate (?:is )?(?:required|needed|missing)|requires? a (?:TLS )?client certificate)");

    /// Alert 116 of RFC 8446 section 6.2, as the client gets it.
    private static final Pattern CLIENT = Pattern.compile("alert certificate required|SSL alert number 116");

    @Override
    public List<Finding> examine(Facts facts) {
        return facts.direction() == Problem.OUTBOUND ? delivering(facts) : receiving(facts);
    }

    private List<Finding> receiving(Facts facts) {
        List<Change> fix = new ArrayList<>();
        if (CertificateFix.concernsPostfix(facts)) {
            fix.add(Change.mainCf("smtpd_tls_req_ccert", "no"));
        }
        if (facts.dovecot().isPresent()) {
            fix.add(Change.dovecot("auth_ssl_require_client_cert", "no"));
        }
        fix.addAll(CertificateFix.reload(facts));
        List<Citation> said = Stream.concat(Logs.saying(SERVER, facts).stream(), answered(facts))
                .toList();
        return Findings.cause(
                this,
                facts,
                said.isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                Map.of(),
                said.isEmpty() ? demanded(facts) : said,
                fix);
    }

    /// Other mail servers show no certificate, so that nobody gets in where one is demanded. That only counts where TLS
    /// is mandatory (postconf(5), smtpd_tls_req_ccert).
    private static List<Citation> demanded(Facts facts) {
        return facts.mailService().stream()
                .filter(service -> facts.direction() == Problem.INBOUND
                        && service.level().isMandatory()
                        && service.clientCertificates() == ClientCertificates.REQUIRED)
                .map(service -> facts.citation(service.settings().get("smtpd_tls_req_ccert")))
                .toList();
    }

    /// What the server says to a probe inside TLS.
    private static Stream<Citation> answered(Facts facts) {
        return facts.evidence().scans().stream()
                .flatMap(scan -> scan.stages().stream()
                        .filter(stage -> stage.trouble().isPresent())
                        .map(Stage::said)
                        .filter(said -> SERVER.matcher(said).find())
                        .map(said -> Facts.citation(scan, said)));
    }

    /// The peer wants one: it gives up that demand, or we show the one it expects.
    private List<Finding> delivering(Facts facts) {
        List<Citation> said = Stream.concat(
                        Outgoing.saying(CLIENT, facts).stream(), Outgoing.saying(SERVER, facts).stream())
                .distinct()
                .toList();
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of("host", Phrase.or(Outgoing.host(facts), "value.receiver")),
                said,
                List.of(
                        Change.at(Target.PEER),
                        Change.mainCf("smtp_tls_cert_file"),
                        Change.mainCf("smtp_tls_key_file"),
                        Change.command("postfix reload")));
    }
}
