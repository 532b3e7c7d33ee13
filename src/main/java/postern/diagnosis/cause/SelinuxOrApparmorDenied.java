package postern.diagnosis.cause;

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

    private static final Pattern REFUSED = Pattern.compile("Permission denied");

    /// The type that the policy gives to the certificates of one service (`dovecot_cert_t`, `httpd_sys_content_t`), as
    /// opposed to `cert_t`, which all may read: restoring the label does not open them to another service.
    private static final Pattern OF_ANOTHER =
            Pattern.compile("tcontext=\\w+:\\w+:(?:\\w+_cert|httpd_\\w+|\\w+_etc)_t\\b");

    private static final Pattern DOVECOT = Pattern.compile(
            "comm=\"?(?:dovecot|doveconf|imap|pop3|managesieve|submission-login|config|auth|ssl-params)");

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> said = Logs.saying(LOGGED, facts);
        List<Citation> refused = Logs.saying(REFUSED, facts);
        List<Citation> tried = refused.isEmpty() ? List.of() : Logs.saying(TRIED, facts);
        return Findings.cause(
                this,
                facts,
                said.isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                Map.of(),
                said.isEmpty() && !tried.isEmpty()
                        ? Stream.concat(tried.stream(), refused.stream()).toList()
                        : said,
                fix(facts, said));
    }

    /// A file that belongs to another service by its label is copied to where all may read, and named there.
    private static List<Change> fix(Facts facts, List<Citation> said) {
        List<Change> changes = new ArrayList<>(List.of(Change.command("restorecon -Rv /etc/postfix /etc/pki/tls")));
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
        return changes;
    }
}
