package postern.diagnosis.cause.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.DovecotServer;
import postern.diagnosis.Facts;
import postern.diagnosis.Target;
import postern.diagnosis.cause.clue.Logs;
import postern.diagnosis.cause.clue.PackagedCertificate;
import postern.dovecot.TlsSetting;
import postern.evidence.Given;
import postern.postfix.MainCf;
import postern.postfix.TlsService;

/// Where another certificate is installed: in the file, or by the settings of the daemon that serves it.
public final class CertificateFix {
    private static final Pattern DELIVERING = Pattern.compile("/(?:smtp|lmtp)\\[\\d+]: ");

    /// Gmail, where it fetches mail from another account by POP3.
    private static final Pattern FETCHER = Pattern.compile("Unable to establish secure SSL connection to \\S");

    /// Postfix says that it has no certificate, even where the log shows no session that came to TLS.
    private static final Pattern WITHOUT = Pattern.compile(
            "/(?:smtpd|tlsproxy)\\[\\d+]: warning: (?:cannot get |No server certs|TLS library problem)");

    private CertificateFix() {}

    /// Another certificate and key, and the reload that makes them count.
    public static List<Change> replace(Facts facts) {
        List<Change> changes = new ArrayList<>(List.of(Change.at(Target.FILE)));
        changes.addAll(Issuance.commands(facts));
        changes.addAll(settings(facts));
        changes.addAll(reload(facts));
        return changes;
    }

    /// What ends trouble that the lines tell of: where only the delivering side has it, it is about a client's
    /// certificate, which hardly any receiver asks for (postconf(5), `smtp_tls_cert_file`).
    public static List<Change> replace(Facts facts, List<Citation> lines) {
        boolean delivering = !lines.isEmpty()
                && lines.stream()
                        .allMatch(line -> DELIVERING.matcher(line.text()).find());
        return delivering
                ? List.of(
                        Change.mainCf("smtp_tls_cert_file", ""),
                        Change.mainCf("smtp_tls_key_file", ""),
                        Change.command("postfix reload"))
                : replace(facts);
    }

    /// The settings that name certificate and key, of each daemon that the evidence speaks of.
    public static List<Change> settings(Facts facts) {
        List<Change> changes = new ArrayList<>();
        if (concernsPostfix(facts)) {
            postfix(facts).forEach(name -> changes.add(setting(facts, name)));
        }
        facts.dovecot().ifPresent(dovecot -> {
            changes.addAll(dovecot.change(TlsSetting.CERTIFICATE));
            changes.addAll(dovecot.change(TlsSetting.KEY));
        });
        if (facts.dovecot().isEmpty() && !Logs.saying(FETCHER, facts).isEmpty()) {
            changes.add(Change.dovecot("ssl_cert"));
        }
        return changes;
    }

    /// The value that a later line of main.cf overrides, where there is one: somebody set it and did not
    /// see the other. A file that a package made for a start is not what anybody wants back.
    private static Change setting(Facts facts, String name) {
        return facts.evidence().mainCf().stream()
                .map(Given::content)
                .flatMap(mainCf -> mainCf.overridden(name).stream()
                        .filter(earlier -> mainCf.entry(name)
                                .filter(last -> !last.value().equals(earlier.value()))
                                .isPresent()))
                .map(MainCf.Entry::value)
                .filter(value -> !value.isEmpty() && !PackagedCertificate.is(value))
                .reduce((_, later) -> later)
                .map(value -> Change.mainCf(name, value))
                .orElseGet(() -> Change.mainCf(name));
    }

    /// What makes a changed file or setting count.
    public static List<Change> reload(Facts facts) {
        List<Change> commands = new ArrayList<>();
        if (concernsPostfix(facts)) {
            commands.add(Change.command("postfix reload"));
        }
        Optional<DovecotServer> dovecot = facts.dovecot();
        if (dovecot.isPresent()) {
            commands.add(Change.command("doveadm reload"));
        }
        return commands;
    }

    /// Postfix, unless all evidence is of Dovecot.
    public static boolean concernsPostfix(Facts facts) {
        return facts.hasPostfix()
                || facts.dovecot().isEmpty()
                || !Logs.saying(WITHOUT, facts).isEmpty();
    }

    /// The settings in use, else those that every release has.
    public static List<String> postfix(Facts facts) {
        boolean chain = facts.mailService()
                .map(TlsService::settings)
                .map(settings -> settings.get("smtpd_tls_chain_files"))
                .filter(setting -> !setting.isEmpty())
                .isPresent();
        return chain ? List.of("smtpd_tls_chain_files") : List.of("smtpd_tls_cert_file", "smtpd_tls_key_file");
    }
}
