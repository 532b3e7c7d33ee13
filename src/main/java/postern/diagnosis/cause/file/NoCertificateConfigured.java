package postern.diagnosis.cause.file;

import java.util.ArrayList;
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
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.dovecot.TlsSetting;
import postern.evidence.InputKind;
import postern.evidence.PastedText;
import postern.maillog.LogLine;
import postern.postfix.Problem;
import postern.postfix.Setting;
import postern.tls.CipherSuite;
import postern.tls.VersionSupport;

/// TLS is on and no certificate is named. An excerpt without the lines shows nothing, so somebody must have met it.
public final class NoCertificateConfigured implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "No server certs available|need an RSA or DSA certificate/key pair|ssl enabled, but ssl_cert not set|ssl_cert setting[^\\n]*The certificate is empty");
    private static final Pattern DOVECOT = Pattern.compile("ssl enabled, but ssl_cert not set");
    private static final Pattern CERTIFICATE =
            Pattern.compile("(?:ssl_cert|ssl_server_cert_file|ssl_cert_file)\\s*=\\s*\\S|ssl_server_cert\\b");
    private static final Pattern ON = Pattern.compile("ssl\\s*=\\s*(?:yes|required)");
    private static final Pattern MET =
            Pattern.compile("454 .*TLS|TLS not available due to local problem|no shared cipher");

    /// What Dovecot's LMTP says of every mail where it has no certificate, and then takes the mail without TLS
    /// (`src/lib-master/master-service-ssl.c`); only a client that wants TLS there minds.
    public static final Pattern OF_LMTP = Pattern.compile("\\blmtp(?:\\(|\\b.*: ).*disabling SSL: ");

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
        List<Citation> shown = told.isEmpty() ? onlyAnonymous(facts) : told;
        List<Citation> blocks = shown.isEmpty() && facts.direction() == postern.evidence.Problem.CLIENTS
                ? onlyInBlocks(facts)
                : List.of();
        if (!blocks.isEmpty()) {
            return Findings.cause(
                    this,
                    facts,
                    Certainty.POSSIBLE,
                    Map.of("parameter", "ssl_cert"),
                    blocks,
                    Stream.concat(settings(facts).stream(), CertificateFix.reload(facts).stream())
                            .toList());
        }
        return Findings.cause(
                this,
                facts,
                certainty(facts, logged, told),
                Map.of("parameter", "smtpd_tls_cert_file"),
                shown,
                Stream.concat(settings(facts).stream(), CertificateFix.reload(facts).stream())
                        .toList());
    }

    /// Dovecot's certificates stand in blocks for single names only, beside a line that switches TLS on: a client that
    /// names no host, or another, gets none. An excerpt may have left the lines out.
    private static List<Citation> onlyInBlocks(Facts facts) {
        return facts.evidence().texts().stream()
                .filter(text -> text.kind() == InputKind.DOVECOT_CONF)
                .flatMap(NoCertificateConfigured::onlyInBlocks)
                .toList();
    }

    private static Stream<Citation> onlyInBlocks(PastedText file) {
        int depth = 0;
        boolean on = false;
        List<Citation> blocks = new ArrayList<>();
        for (LogLine line : file.lines()) {
            String text = line.text().replaceFirst("#.*", "").strip();
            if (depth == 0 && CERTIFICATE.matcher(text).lookingAt()) {
                return Stream.empty();
            }
            on |= depth == 0 && ON.matcher(text).matches();
            if (depth > 0 && CERTIFICATE.matcher(text).lookingAt()) {
                blocks.add(Citation.line(file.source(), line.number(), text));
            }
            depth += Math.toIntExact(text.chars().filter(it -> it == '{').count()
                    - text.chars().filter(it -> it == '}').count());
        }
        return on ? blocks.stream() : Stream.empty();
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
