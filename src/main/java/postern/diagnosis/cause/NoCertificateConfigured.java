package postern.diagnosis.cause;

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
import postern.diagnosis.Phrase;
import postern.dovecot.TlsSetting;
import postern.postfix.Problem;
import postern.postfix.Setting;
import postern.tls.CipherSuite;
import postern.tls.VersionSupport;

/// TLS is on and no certificate is named. An excerpt without the lines shows nothing, so somebody must have met it.
public final class NoCertificateConfigured implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "No server certs available|need an RSA or DSA certificate/key pair|ssl enabled, but ssl_cert not set|ssl_cert setting[^\\n]*The certificate is empty");
    private static final Pattern DOVECOT = Pattern.compile("ssl enabled, but ssl_cert not set");
    private static final Pattern MET =
            Pattern.compile("454 .*TLS|TLS not available due to local problem|no shared cipher");

    /// What Dovecot's LMTP says of every mail where it has no certificate, and then takes the mail without TLS
    /// (`src/lib-master/master-service-ssl.c`); only a client that wants TLS there minds.
    static final Pattern OF_LMTP = Pattern.compile("\\blmtp(?:\\(|\\b.*: ).*disabling SSL: ");

    private static final Pattern WANTED = Pattern.compile("TLS is required, but");

    /// A probe that is sent no certificate and agrees on nothing but suites that need none.
    private static List<Citation> onlyAnonymous(Facts facts) {
        return facts.evidence().scans().stream()
                .filter(scan -> facts.direction() != postern.evidence.Problem.OUTBOUND
                        && scan.chains().isEmpty())
                .filter(scan -> {
                    List<CipherSuite> accepted = scan.server().versions().values().stream()
                            .flatMap(support -> support instanceof VersionSupport.Accepted it
                                    ? it.suites().items().stream()
                                    : Stream.<CipherSuite>empty())
                            .toList();
                    return !accepted.isEmpty() && accepted.stream().allMatch(CipherSuite::isAnonymous);
                })
                .map(scan -> Facts.citation(scan, Phrase.of("seen.only-anonymous")))
                .toList();
    }

    @Override
    public List<Finding> examine(Facts facts) {
        Stream<Setting> configured = facts.services().stream()
                .flatMap(service -> service.problems().stream())
                .flatMap(problem ->
                        problem instanceof Problem.NoCertificate(Setting setting) ? Stream.of(setting) : Stream.empty())
                .filter(_ -> !Logs.saying(MET, facts).isEmpty())
                .limit(1);
        boolean lmtpToo = !Logs.saying(WANTED, facts).isEmpty();
        List<Citation> logged = Logs.saying(LOGGED, facts).stream()
                .filter(line -> lmtpToo || !OF_LMTP.matcher(line.text()).find())
                .toList();
        List<Citation> told =
                Stream.concat(logged.stream(), configured.map(facts::citation)).toList();
        return Findings.cause(
                this,
                facts,
                certainty(facts, logged, told),
                Map.of("parameter", "smtpd_tls_cert_file"),
                told.isEmpty() ? onlyAnonymous(facts) : told,
                Stream.concat(settings(facts).stream(), CertificateFix.reload(facts).stream())
                        .toList());
    }

    /// An excerpt of main.cf may have left the lines out.
    private static Certainty certainty(Facts facts, List<Citation> logged, List<Citation> told) {
        if (told.isEmpty()) {
            return Certainty.LIKELY;
        }
        return logged.isEmpty() && !facts.hasWholeMainCf() ? Certainty.POSSIBLE : Certainty.PROVEN;
    }

    /// Dovecot wants a certificate outside of all blocks (`src/config/config-parser.c`, `config_all_parsers_check`):
    /// one that stands in a block only is named there as well.
    private static List<Change> settings(Facts facts) {
        List<Change> written = Logs.saying(DOVECOT, facts).isEmpty()
                ? List.of()
                : facts.dovecot().stream()
                        .flatMap(DovecotServer::settings)
                        .map(DovecotServer.Found::setting)
                        .filter(setting -> TlsSetting.of(setting.name())
                                .filter(known -> known.equals(TlsSetting.CERTIFICATE) || known.equals(TlsSetting.KEY))
                                .isPresent())
                        .filter(setting ->
                                !setting.isHidden() && !setting.value().isEmpty())
                        .map(setting -> Change.dovecot(setting.name(), setting.value()))
                        .distinct()
                        .toList();
        return written.isEmpty() ? CertificateFix.settings(facts) : written;
    }
}
