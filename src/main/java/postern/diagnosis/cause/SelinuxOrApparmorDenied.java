package postern.diagnosis.cause;

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

    private static final Pattern OFF =
            Pattern.compile("^(?:Permissive|Disabled)$|SELinux status: +disabled|Current mode: +permissive");
    private static final Pattern FILE = Pattern.compile("(/[\\w./@+-]+/)[\\w.@+-]+['\"]?: Permission denied");
    private static final Pattern REFUSED = Pattern.compile("Permission denied");

    /// Of the file that was refused; where none is named, those that the policy has types for.
    private static String folder(List<Citation> refused) {
        return refused.stream()
                .map(line -> FILE.matcher(line.text()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElse("/etc/postfix /etc/pki/tls");
    }

    @Override
    public List<Finding> examine(Facts facts) {
        List<Citation> said = Logs.saying(LOGGED, facts);
        List<Citation> refused = Logs.saying(REFUSED, facts);
        List<Citation> tried = refused.isEmpty() ? List.of() : Logs.saying(TRIED, facts);
        List<Citation> label =
                refused.isEmpty() || !Logs.saying(OFF, facts).isEmpty() ? List.of() : Logs.saying(LABEL, facts);
        List<Citation> seen = Stream.concat(tried.stream(), label.stream()).toList();
        return Findings.cause(
                this,
                facts,
                said.isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                Map.of(),
                said.isEmpty() && !seen.isEmpty()
                        ? Stream.concat(seen.stream(), refused.stream()).toList()
                        : said,
                List.of(Change.command("restorecon -Rv " + folder(refused)), Change.at(Target.FILE)));
    }
}
