package postern.evidence;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.client.ClientSettingsReader;
import postern.dns.DnsText;
import postern.maillog.reading.LogReader;
import postern.postfix.Parameters;
import postern.transcript.ClientHelloReader;
import postern.transcript.ListenerReader;
import postern.transcript.SmtpReader;
import postern.transcript.TlsReportMail;
import postern.transcript.TlsReportReader;
import postern.transcript.ToolReader;

/// Decides what a text is by counting lines that only one kind of input has.
final class Recognition {
    /// A line of a program, which calls something, looks much like one.
    private static final Pattern SETTING =
            Pattern.compile("^(?!(?:subject|issuer)\\b)[a-z][a-z0-9_]{2,60}\\s*=(?!.*\\w\\([\"'\\w]).*");
    private static final Pattern NAME = Pattern.compile("([A-Za-z][A-Za-z0-9_]{2,80})\\s*=");
    private static final Pattern SERVICE = Pattern.compile(
            "^[^\\s#]\\S*\\s+(?:inet|unix|unix-dgram|fifo|pass)\\s+[yn-]\\s+[yn-]\\s+[yn-]\\s+\\S+\\s+\\S+\\s+\\S+.*");
    private static final Pattern DAEMON = Pattern.compile(
            "\\b(?:postfix[\\w.-]{0,40}(?:/[\\w-]{1,40}){1,2}|dovecot|exim[4]?|sendmail|sm-mta|imap-login|pop3-login)"
                    + "(?:\\[\\d{1,10}\\])?:");
    private static final Pattern S_CLIENT = Pattern.compile(
            "^(?:CONNECTED\\([0-9A-Fa-f]+\\)|CONNECTION ESTABLISHED|Ciphersuite: \\S+|Certificate chain|SSL-Session:"
                    + "|verify error:num=\\d+.*|error \\d+ at \\d+ depth lookup:.*|depth=\\d+ .*|-----BEGIN CERTIFICATE-----|Verify return code: \\d+.*"
                    + "|SSL handshake has read \\d+ bytes.*|no peer certificate available|.*\\bopenssl s_client\\b.*)");
    /// Settings and sections that only Dovecot has.
    private static final Pattern DOVECOT = Pattern.compile(
            "^#?\\s*(?:ssl|ssl_[a-z_]+|disable_plaintext_auth|mail_location|auth_mechanisms|dovecot_[a-z]+_version"
                    + "|login_trusted_networks|protocols)\\s*=.*"
                    + "|^(?:passdb|userdb|namespace|service|protocol|plugin|local|local_name|(?:inet|unix|fifo)_listener)\\b[^={]*\\{.*"
                    + "|^!include(?:_try)? .*");
    /// Fields of reports (RFC 3464 section 2) and sentences that stand nowhere else.
    private static final Pattern BOUNCE = Pattern.compile(
            "(?i)^(?:Delivery to the following recipient.*|Technical details of (?:permanent|temporary) failure.*"
                    + "|Final-Recipient:.*|Diagnostic-Code:.*|Reporting-MTA:.*|Remote-MTA:.*|Action: (?:failed|delayed).*"
                    + "|<[^\\s<>@]+@[^\\s<>@]+>: .*)");
    /// What bounces say, and people who speak of them.
    private static final Pattern BOUNCE_WORDS = Pattern.compile(
            "(?i)\\bundeliver(?:able|ed)\\b|\\bmessage\\b.{0,200}\\bcould not be delivered\\b|message (?:could not be|wasn't) delivered|returned (?:to sender|mail)"
                    + "|Delivery (?:Status Notification|has failed|incomplete)|TLS Negotiation failed"
                    + "|did not reach the following recipient");

    /// Commands of SSL_CONF_cmd(3) and the sections that lead to them, config(5).
    private static final Pattern OPENSSL_CNF =
            Pattern.compile("^(?:(?:DTLS\\.|TLS\\.)?(?:Min|Max)Protocol|CipherString|Ciphersuites|openssl_conf|ssl_conf"
                    + "|system_default)\\s*=.*");

    /// Enough of a text to know it by.
    private static final int LINES = 400;

    private static final int LONGEST = 2000;

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
        if (TlsReportReader.looksLike(head) || TlsReportMail.looksLike(head)) {
            return InputKind.TLS_REPORT;
        }
        if (ClientHelloReader.looksLike(head)) {
            return InputKind.CLIENT_HELLO;
        }
        Tally tally = new Tally(head);
        head.lines().limit(LINES).forEach(tally::count);
        InputKind kind = tally.verdict(name.toLowerCase(Locale.ROOT));
        return kind == InputKind.UNKNOWN && !ListenerReader.read(head, 1).isEmpty() ? InputKind.PORTS : kind;
    }

    /// What a single line looks like; empty if it may be anything.
    static Optional<InputKind> ofLine(String whole) {
        String line = whole.length() > LONGEST ? whole.substring(0, LONGEST) : whole;
        String text = line.strip();
        boolean comment = text.startsWith("#");
        if (SmtpReader.isRow(text)) {
            return Optional.of(InputKind.SMTP_DIALOGUE);
        }
        if (!comment && (DAEMON.matcher(text).find() || LogReader.isBareMessage(text))) {
            return Optional.of(InputKind.MAIL_LOG);
        }
        if (SERVICE.matcher(line).matches()) {
            return Optional.of(InputKind.MASTER_CF);
        }
        if (S_CLIENT.matcher(text).matches()) {
            return Optional.of(InputKind.S_CLIENT);
        }
        if (DOVECOT.matcher(text).matches()) {
            return Optional.of(InputKind.DOVECOT_CONF);
        }
        if (OPENSSL_CNF.matcher(text).matches()) {
            return Optional.of(InputKind.OPENSSL_CNF);
        }
        if (SETTING.matcher(text).matches()) {
            return Optional.of(InputKind.MAIN_CF);
        }
        return !comment && (isOfBounce(text) || speaksOfBounce(text))
                ? Optional.of(InputKind.BOUNCE)
                : Optional.empty();
    }

    /// Whether a line stands in bounces only.
    static boolean isOfBounce(String line) {
        return BOUNCE.matcher(line.strip()).matches();
    }

    private static boolean speaksOfBounce(String line) {
        return BOUNCE_WORDS.matcher(line).find();
    }

    /// Whether a line sets a parameter of Postfix.
    static boolean isPostfix(String line) {
        Matcher setting = NAME.matcher(line);
        return setting.lookingAt() && Parameters.named(setting.group(1)).isPresent();
    }

    private static boolean isBinary(String head) {
        long strange = head.chars()
                .filter(character -> character == '\uFFFD' || (character < ' ' && !Character.isWhitespace(character)))
                .count();
        return strange * 10 > head.length();
    }

    private static final class Tally {
        private final boolean dialogue;
        private final boolean tool;
        private final boolean dns;
        private final String head;
        private int settings;
        private int postfix;
        private int services;
        private int logged;
        private int session;
        private int bounced;
        private int dovecot;
        private int library;
        private int rows;

        Tally(String head) {
            this.dialogue = SmtpReader.looksLike(head);
            this.tool = ToolReader.looksLike(head);
            this.dns = DnsText.looksLike(head);
            this.head = head;
        }

        void count(String line) {
            switch (ofLine(line).orElse(InputKind.UNKNOWN)) {
                case MAIL_LOG -> logged++;
                case MASTER_CF -> services++;
                case S_CLIENT -> session++;
                case BOUNCE -> bounced++;
                case DOVECOT_CONF -> dovecot++;
                case OPENSSL_CNF -> library++;
                case SMTP_DIALOGUE -> rows++;
                case MAIN_CF -> {
                    settings++;
                    postfix += isPostfix(line) ? 1 : 0;
                }
                default -> {
                    // Says nothing by itself.
                }
            }
        }

        /// Logs quote everything, bounces may quote log lines, a session has `name = value` lines of its own.
        InputKind verdict(String name) {
            if (rows > 0 && rows >= logged) {
                return InputKind.SMTP_DIALOGUE;
            }
            if (bounced > 0 && bounced * 4 >= Math.max(logged, postfix)) {
                return InputKind.BOUNCE;
            }
            if (logged > 0 && logged >= settings) {
                return InputKind.MAIL_LOG;
            }
            if (tool && settings < 2 && services == 0) {
                return InputKind.TLS_TEST;
            }
            if (session > 0) {
                return InputKind.S_CLIENT;
            }
            if (services > 0) {
                return InputKind.MASTER_CF;
            }
            if (postfix == 0 && settings + dovecot > 0 && ClientSettingsReader.looksLike(head)) {
                return InputKind.UNKNOWN;
            }
            if (dovecot > 0 && (dovecot >= settings || postfix == 0)) {
                return InputKind.DOVECOT_CONF;
            }
            if (dialogue && settings < 2) {
                return InputKind.SMTP_DIALOGUE;
            }
            if (dns && settings < 2) {
                return InputKind.DNS;
            }
            if (library > settings) {
                return InputKind.OPENSSL_CNF;
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
