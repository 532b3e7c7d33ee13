package postern.maillog.line;

import java.util.Locale;
import java.util.Set;

/// What wrote a line.
///
/// @param service the program without the name of the mail system, `smtpd`, `submission/smtpd`
/// @param daemon  its last part, `smtpd`
public record Program(String service, String daemon) {
    private static final Set<String> POSTFIX = Set.of(
            "anvil",
            "bounce",
            "cleanup",
            "defer",
            "discard",
            "dnsblog",
            "error",
            "flush",
            "lmtp",
            "local",
            "master",
            "nqmgr",
            "oqmgr",
            "pickup",
            "pipe",
            "postalias",
            "postconf",
            "postdrop",
            "postfix",
            "postfix-script",
            "postlog",
            "postlogd",
            "postmap",
            "postqueue",
            "postscreen",
            "postsuper",
            "posttls-finger",
            "proxymap",
            "qmgr",
            "qmqpd",
            "retry",
            "scache",
            "showq",
            "smtp",
            "smtpd",
            "spawn",
            "tlsmgr",
            "tlsproxy",
            "trace",
            "trivial-rewrite",
            "verify",
            "virtual");

    private static final Set<String> DOVECOT = Set.of(
            "auth",
            "config",
            "imap",
            "imap-login",
            "lmtp",
            "managesieve-login",
            "master",
            "pop3",
            "pop3-login",
            "ssl-params",
            "submission-login");

    private static final Set<String> WEBMAIL = Set.of(
            "roundcube", "horde", "rainloop", "snappymail", "sogod", "squirrelmail", "nextcloud", "fetchmail", "msmtp");

    /// Reads a path of names, `postfix/submission/smtpd`; `syslog_name` may have put anything before the daemon.
    public static Program named(String path) {
        int last = path.lastIndexOf('/');
        String daemon = path.substring(last + 1);
        int first = path.indexOf('/');
        boolean instance = first > 0 && (first < last || path.startsWith("postfix"));
        return new Program(instance ? path.substring(first + 1) : path, daemon);
    }

    /// Whether it is a daemon or command of Postfix.
    public boolean isPostfix() {
        return POSTFIX.contains(daemon);
    }

    /// Whether a process of Dovecot has this name, with no mail system before it.
    boolean isDovecotProcess() {
        return DOVECOT.contains(service);
    }

    /// Whether it is Dovecot or its configuration reader.
    boolean isDovecot() {
        return daemon.equals("dovecot") || daemon.equals("doveconf");
    }

    /// Whether it is Sendmail itself and not the command of Postfix.
    public boolean isSendmail() {
        return service.equals("sendmail") || service.equals("sm-mta") || service.equals("sm-msp-queue");
    }

    /// Whether it is Exim.
    boolean isExim() {
        return daemon.equals("exim") || daemon.equals("exim4");
    }

    /// Whether it is a webmail or another program for people, which logs as a mail program does.
    boolean isWebmail() {
        return WEBMAIL.contains(daemon.toLowerCase(Locale.ROOT));
    }

    /// Whether it is a mail program whose lines are read.
    boolean isMail() {
        return isPostfix() || isDovecot() || isSendmail() || isExim();
    }
}
