package postern.diagnosis.cause.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.CertificateFix;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.dovecot.TlsSetting;

/// A mandatory access policy forbids the daemon to read the file; the kernel says so in the audit log.
public final class SelinuxOrApparmorDenied implements Cause {
    private static final String DAEMONS =
            "(?:smtpd?|lmtp|tlsproxy|tlsmgr|postscreen|master|postfix|cleanup|proxymap|dovecot|doveconf|imap|pop3|managesieve|submission|config|auth|ssl-params)\\b";

    /// A line that names another program than a mail server's is not about it.
    private static final Pattern LOGGED =
            Pattern.compile("^(?!.*\\bcomm=\"?+(?!" + DAEMONS + "))(?=.*(?:avc:\\s+denied|apparmor=\"DENIED\")).*");

    /// What people say who tried it without.
    private static final Pattern TRIED = Pattern.compile(
            "(?i)^(?!.*(?:n't|\\bnot\\b|\\bstill\\b|\\beven\\b)).*(?:setenforce (?:0|permissive).{0,80}\\b(?:works?|worked|fine|ok|gone|solved|helps?|helped|fixe[sd])\\b"
                    + "|\\b(?:works?|worked|fine|ok|gone|solved|helps?|helped)\\b.{0,60}(?:setenforce (?:0|permissive)"
                    + "|(?:selinux|apparmor) (?:is )?(?:off|disabled|permissive|switched off|turned off)"
                    + "|disabl\\w+ (?:selinux|apparmor)))");

    /// `ls -Z` of a file with the type of another program, of somebody's home, or of no program at all.
    private static final Pattern LABEL = Pattern.compile(
            "\\b\\w+:\\w+:(?:httpd_\\w+|user_\\w+|admin_home|samba_\\w+|container_\\w+|mysqld_\\w+|\\w*tmp|default|unlabeled|var(?:_lib)?|mnt|nfs|cifs|root|removable)_t:s0");

    /// Postfix reads its certificates and keys as root (`src/tls/tls_certkey.c`, before privileges are dropped), whom
    /// no mode of a file keeps out. Under `/etc/pki` the policy gives each service files of its own.
    private static final Pattern ROOT = Pattern.compile(
            "cannot get \\w+ (?:certificate|private key) from file \"?/etc/pki/(?!tls/)|fopen\\('?/etc/pki/(?!tls/).*Permission denied");
    private static final Pattern OFF =
            Pattern.compile("^(?:Permissive|Disabled)$|SELinux status: +disabled|Current mode: +permissive");
    private static final Pattern FILE = Pattern.compile("(/[\\w./@+-]+/)[\\w.@+-]+['\"]?: Permission denied");
    private static final Pattern REFUSED = Pattern.compile("Permission denied");

    /// The type that the policy gives to the certificates of one service (`dovecot_cert_t`, `httpd_sys_content_t`), as
    /// opposed to `cert_t`, which all may read: restoring the label does not open them to another service.
    private static final Pattern OF_ANOTHER =
            Pattern.compile("tcontext=\\w+:\\w+:(?:\\w+_cert|httpd_\\w+|\\w+_etc)_t\\b");

    /// A socket, a pipe or a right: no label of a file is wrong, the policy itself lacks a rule.
    private static final Pattern NO_FILE = Pattern.compile("tclass=(?!(?:file|dir|lnk_file)\\b)\\w+");

    private static final Pattern DOVECOT = Pattern.compile(
            "comm=\"?(?:dovecot|doveconf|imap|pop3|managesieve|submission-login|config|auth|ssl-params)");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> said = Logs.saying(LOGGED, facts);
        List<Citation> refused = Logs.saying(REFUSED, facts);
        List<Citation> tried = refused.isEmpty() ? List.of() : Logs.saying(TRIED, facts);
        List<Citation> label =
                refused.isEmpty() || !Logs.saying(OFF, facts).isEmpty() ? List.of() : Logs.saying(LABEL, facts);
        List<Citation> root =
                label.isEmpty() && Logs.saying(OFF, facts).isEmpty() ? Logs.saying(ROOT, facts) : List.of();
        List<Citation> seen =
                Stream.of(tried, label, root).flatMap(List::stream).toList();
        return Findings.cause(
                this,
                facts,
                said.isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                Map.of(),
                said.isEmpty() && !seen.isEmpty()
                        ? Stream.concat(seen.stream(), refused.stream()).toList()
                        : said,
                fix(facts, said, refused));
    }

    /// A file that belongs to another service by its label is copied to where all may read, and named there.
    private static List<Change> fix(Facts facts, List<Citation> said, List<Citation> refused) {
        if (!said.isEmpty()
                && said.stream().allMatch(line -> NO_FILE.matcher(line.text()).find())) {
            return List.of(
                    Change.command(
                            "dnf upgrade selinux-policy-targeted && restorecon -Rv /usr/libexec/postfix /usr/libexec/dovecot"),
                    Change.command(
                            "ausearch -m avc -ts recent | audit2allow -M mail_local && semodule -i mail_local.pp"));
        }
        List<Change> changes = new ArrayList<>(List.of(Change.command("restorecon -Rv " + folder(refused))));
        List<Citation> foreign = said.stream()
                .filter(line -> OF_ANOTHER.matcher(line.text()).find())
                .toList();
        if (foreign.stream().anyMatch(line -> !DOVECOT.matcher(line.text()).find())) {
            CertificateFix.postfix(facts).forEach(name -> changes.add(Change.mainCf(name)));
            changes.add(Change.command("postfix reload"));
        } else if (!foreign.isEmpty()) {
            facts.dovecot().ifPresent(dovecot -> {
                changes.addAll(dovecot.change(TlsSetting.CERTIFICATE));
                changes.addAll(dovecot.change(TlsSetting.KEY));
            });
        }
        changes.add(Change.at(Target.FILE));
        return changes;
    }

    /// Of the file that was refused; where none is named, those that the policy has types for.
    private static String folder(List<Citation> refused) {
        return refused.stream()
                .map(line -> FILE.matcher(line.text()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElse("/etc/postfix /etc/pki/tls");
    }
}
