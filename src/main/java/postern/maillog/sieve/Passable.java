package postern.maillog.sieve;

import postern.maillog.bytes.ByteText;
import postern.maillog.bytes.LineHead;
import postern.maillog.bytes.Word;
import postern.maillog.bytes.Words;

/// Tells from a few characters which lines can be passed over: those of programs that say nothing of TLS, in
/// the two usual shapes of line. Most lines of a log are such. What it is not sure of is read.
final class Passable {
    /// Programs of Postfix whose information is passed over; their warnings and errors are read.
    private static final Words INFORMING =
            new Words("cleanup[", "qmgr[", "anvil[", "pickup[", "bounce[", "dnsblog[", "scache[", "trivial-rewrite[");
    /// Programs that deliver: of mail that waits or is returned the line tells why, a loop perhaps.
    private static final Words DELIVERING = new Words("local[", "virtual[", "pipe[", "error[");
    private static final Words OTHERS = new Words(
            "CRON[",
            "opendkim[",
            "opendmarc[",
            "amavis[",
            "systemd[",
            "sshd[",
            "spamd[",
            "clamd[",
            "postgrey[",
            "kernel: ",
            "rspamd[",
            "dovecot: imap(",
            "dovecot: pop3(",
            "dovecot: lmtp(");

    private static final Word POSTFIX = new Word("postfix/");
    private static final Word SCREEN = new Word("postscreen[");
    private static final Word LMTP = new Word("lmtp[");
    private static final Word SSL = new Word("SSL");
    private static final Word TLS = new Word("TLS");
    private static final Word CONNECT = new Word("CONNECT from ");
    private static final Word DISCONNECT = new Word("DISCONNECT ");
    private static final Word PASS = new Word("PASS ");
    private static final Word PRIVATE = new Word("[private/");
    private static final Word STATUS = new Word("status=");
    private static final Word DEFERRED = new Word("deferred");
    private static final Word BOUNCED = new Word("bounced");

    private Passable() {}

    /// Whether a line of Postfix can be passed over.
    static boolean isOfPostfix(ByteText text, LineHead head, int to) {
        int daemon = head.program() + POSTFIX.length();
        int open = head.bracket();
        int message = head.message();
        if (open < 0 || !text.startsWith(POSTFIX, head.program())) {
            return false;
        }
        if (INFORMING.isWord(text, daemon, open + 1)) {
            return message < to && isInformation(text, message);
        }
        if (isWord(LMTP, text, daemon, open)) {
            return message < to && isInformation(text, message) && isLocal(text, message, to);
        }
        if (isWord(SCREEN, text, daemon, open)) {
            return comesOrGoes(text, message) || ScreenedClients.isRank(text, message, to);
        }
        return DELIVERING.isWord(text, daemon, open + 1)
                && message < to
                && isInformation(text, message)
                && !isUndelivered(text, message, to);
    }

    private static boolean isWord(Word name, ByteText text, int daemon, int open) {
        return open + 1 - daemon == name.length() && text.startsWith(name, daemon);
    }

    /// Whether it is a line of a program that is none of Postfix and of no interest unless it speaks of TLS.
    static boolean isOfOthers(ByteText text, LineHead head) {
        return OTHERS.end(text, head.program()) > 0;
    }

    /// Whether a line speaks of TLS by one of its names.
    static boolean speaksOfTls(ByteText text, int from, int to) {
        return text.indexOf(SSL, from, to) >= 0 || text.indexOf(TLS, from, to) >= 0;
    }

    /// Who comes, passes and goes is of interest only together with a verdict, which has lines of its own.
    private static boolean comesOrGoes(ByteText text, int message) {
        return text.startsWith(CONNECT, message)
                || text.startsWith(DISCONNECT, message)
                || text.startsWith(PASS, message);
    }

    /// Queue ids and statistics; "warning:", "error:", "fatal:", "panic:" and repetitions are read.
    private static boolean isInformation(ByteText text, int message) {
        return switch (text.at(message)) {
            case 'w', 'e', 'f', 'p', 'm' -> false;
            default -> true;
        };
    }

    /// Mail that was handed to a program of this machine by way of a socket.
    private static boolean isLocal(ByteText text, int message, int to) {
        int socket = text.indexOf(PRIVATE, message, to);
        return socket > 0 && !isUndelivered(text, socket, to);
    }

    private static boolean isUndelivered(ByteText text, int message, int to) {
        int status = text.indexOf(STATUS, message, to);
        return status > 0 && (text.startsWith(DEFERRED, status + 7) || text.startsWith(BOUNCED, status + 7));
    }
}
