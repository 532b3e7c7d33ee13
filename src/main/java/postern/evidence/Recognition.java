package postern.evidence;

import java.util.Locale;
import java.util.regex.Pattern;
import postern.transcript.SmtpReader;

/// Decides what a text is by counting lines that only one kind of input has.
final class Recognition {
    private static final Pattern SETTING = Pattern.compile("^[a-z][a-z0-9_]{2,60}\\s*=.*");
    private static final Pattern SERVICE = Pattern.compile(
            "^[^\\s#]\\S*\\s+(?:inet|unix|unix-dgram|fifo|pass)\\s+[yn-]\\s+[yn-]\\s+[yn-]\\s+\\S+\\s+\\S+\\s+\\S+.*");
    private static final Pattern DAEMON = Pattern.compile(
            ".*?\\b(?:postfix[\\w.-]*(?:/[\\w-]+){1,2}|dovecot|exim[4]?|sendmail|sm-mta|imap-login|pop3-login)(?:\\[\\d+\\])?:.*");
    private static final Pattern S_CLIENT =
            Pattern.compile("^(?:CONNECTED\\([0-9A-Fa-f]+\\)|Certificate chain|SSL-Session:"
                    + "|verify error:num=\\d+.*|depth=\\d+ .*|-----BEGIN CERTIFICATE-----|Verify return code: \\d+.*"
                    + "|SSL handshake has read \\d+ bytes.*|no peer certificate available|.*\\bopenssl s_client\\b.*)");
    /// Settings and sections that only Dovecot has.
    private static final Pattern DOVECOT = Pattern.compile(
            "^#?\\s*(?:ssl|ssl_[a-z_]+|disable_plaintext_auth|mail_location|auth_mechanisms|dovecot_[a-z]+_version"
                    + "|login_trusted_networks|protocols)\\s*=.*"
                    + "|^(?:passdb|userdb|namespace|service|protocol|local|local_name|inet_listener)\\b[^={]*\\{.*"
                    + "|^!include(?:_try)? .*");
    private static final Pattern BOUNCE = Pattern.compile(
            "(?i)^(?:Delivery to the following recipient.*|Technical details of (?:permanent|temporary) failure.*"
                    + "|Final-Recipient:.*|Diagnostic-Code:.*|Reporting-MTA:.*|Remote-MTA:.*|Action: (?:failed|delayed).*"
                    + "|.*\\bundeliver(?:able|ed)\\b.*|.*message (?:could not be|wasn't) delivered.*"
                    + "|.*returned (?:to sender|mail).*|.*Delivery (?:Status Notification|has failed|incomplete).*"
                    + "|.*TLS Negotiation failed.*|.*did not reach the following recipient.*)");

    /// Enough of a text to know it by.
    private static final int LINES = 400;

    private Recognition() {}

    /// The kind of an input.
    ///
    /// @param name its file name, which decides only where the content does not
    /// @param head its beginning
    static InputKind of(String name, String head) {
        if (head.isBlank()) {
            return InputKind.EMPTY;
        }
        if (isBinary(head)) {
            return InputKind.BINARY;
        }
        Tally tally = new Tally(SmtpReader.looksLike(head));
        head.lines().limit(LINES).forEach(tally::count);
        return tally.verdict(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isBinary(String head) {
        long strange = head.chars()
                .filter(character -> character == '\uFFFD' || (character < ' ' && !Character.isWhitespace(character)))
                .count();
        return strange * 10 > head.length();
    }

    private static final class Tally {
        private final boolean dialogue;
        private int settings;
        private int services;
        private int logged;
        private int session;
        private int bounced;
        private int dovecot;

        Tally(boolean dialogue) {
            this.dialogue = dialogue;
        }

        void count(String line) {
            String text = line.strip();
            if (DAEMON.matcher(text).matches()) {
                logged++;
            } else if (SERVICE.matcher(line).matches()) {
                services++;
            } else if (S_CLIENT.matcher(text).matches()) {
                session++;
            } else if (BOUNCE.matcher(text).matches()) {
                bounced++;
            } else if (DOVECOT.matcher(text).matches()) {
                dovecot++;
            } else if (SETTING.matcher(text).matches()) {
                settings++;
            }
        }

        /// Logs quote everything, bounces may quote log lines, a session has `name = value` lines of its own.
        InputKind verdict(String name) {
            if (bounced > 0 && bounced * 4 >= logged) {
                return InputKind.BOUNCE;
            }
            if (logged > 0 && logged >= settings) {
                return InputKind.MAIL_LOG;
            }
            if (session > 0) {
                return InputKind.S_CLIENT;
            }
            if (services > 0) {
                return InputKind.MASTER_CF;
            }
            if (dovecot > 0 && dovecot >= settings) {
                return InputKind.DOVECOT_CONF;
            }
            if (dialogue && settings < 2) {
                return InputKind.SMTP_DIALOGUE;
            }
            if (settings > 0) {
                return InputKind.MAIN_CF;
            }
            return byName(name);
        }

        private static InputKind byName(String name) {
            if (name.endsWith("main.cf")) {
                return InputKind.MAIN_CF;
            }
            if (name.endsWith("master.cf")) {
                return InputKind.MASTER_CF;
            }
            if (name.contains("bounce")) {
                return InputKind.BOUNCE;
            }
            return InputKind.UNKNOWN;
        }
    }
}
