package postern.maillog;

import org.jspecify.annotations.Nullable;

/// Tells from a few characters which lines can be passed over: those of programs that say nothing of TLS, in
/// the two usual shapes of line. Most lines of a log are such. What it is not sure of is read.
final class Passable {
    private static final int BSD_DATE = "Mar  1 10:00:00 ".length();
    private static final int ISO_SECOND = "2026-03-01T10:00:00".length();
    /// Programs of Postfix whose information is passed over; their warnings and errors are read.
    private static final Words POSTFIX = new Words(
            "cleanup[",
            "qmgr[",
            "local[",
            "anvil[",
            "pickup[",
            "bounce[",
            "virtual[",
            "pipe[",
            "dnsblog[",
            "scache[",
            "trivial-rewrite[",
            "error[",
            "lmtp[");
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

    private static final Word SCREEN = new Word("postscreen[");
    private static final Word POSTFIX_NAME = new Word("postfix/");
    private static final Word SSL = new Word("SSL");
    private static final Word TLS = new Word("TLS");
    private static final Word MESSAGE = new Word("]: ");
    private static final Word CONNECT = new Word("CONNECT from ");
    private static final Word DISCONNECT = new Word("DISCONNECT ");
    private static final Word PASS = new Word("PASS ");
    private static final Word LMTP = new Word("lmtp");
    private static final Word PRIVATE = new Word("[private/");
    private static final Word STATUS = new Word("status=");
    private static final Word DEFERRED = new Word("deferred");
    private static final Word BOUNCED = new Word("bounced");

    private @Nullable Word day;
    private int host;
    private int program;

    /// Whether the line can be passed over. The first line of every day cannot: it carries the calendar on.
    boolean test(ByteText text, int from, int to) {
        program = 0;
        host = afterDate(text, from, to);
        if (host < 0 || isNewDay(text, from)) {
            return false;
        }
        program = text.indexOf(' ', host, to) + 1;
        if (program == 0) {
            return false;
        }
        boolean postfix = text.startsWith(POSTFIX_NAME, program);
        if (postfix && isPassable(text, program + POSTFIX_NAME.length(), to)) {
            return true;
        }
        if (!postfix && OTHERS.end(text, program) > 0) {
            return text.indexOf(SSL, program, to) < 0 && text.indexOf(TLS, program, to) < 0;
        }
        program = isProgram(text, program, to) ? program : 0;
        return false;
    }

    /// What comes has nothing to do with what was: the next line is the first of a day.
    void restart() {
        day = null;
    }

    /// Whether a line has one of the two usual shapes and a program, so that it goes on from no other line.
    static boolean isLine(String text) {
        return isLine(ByteText.of(text), 0, text.length());
    }

    /// Whether a line has one of the two usual shapes and a program.
    static boolean isLine(ByteText text, int from, int to) {
        int host = afterDate(text, from, to);
        int program = host < 0 ? 0 : text.indexOf(' ', host, to) + 1;
        return program > 0 && isProgram(text, program, to);
    }

    /// Whether the word that starts here ends with a colon.
    private static boolean isProgram(ByteText text, int program, int to) {
        int end = text.indexOf(' ', program, to);
        return end > program && text.at(end - 1) == ':';
    }

    /// Whether the line tested last has one of the two usual shapes and continues the day.
    boolean isUsual() {
        return program > 0;
    }

    /// Where the host begins in the line tested last.
    int host() {
        return host;
    }

    /// Where the program begins in the line tested last.
    int program() {
        return program;
    }

    private static int afterDate(ByteText text, int from, int to) {
        if (to - from < ISO_SECOND + 12) {
            return -1;
        }
        if (text.at(from + 3) == ' ' && text.at(from + 9) == ':' && text.at(from + BSD_DATE - 1) == ' ') {
            return from + BSD_DATE;
        }
        boolean iso = text.at(from + 4) == '-' && text.at(from + 10) == 'T';
        return iso ? text.indexOf(' ', from + ISO_SECOND, to) + 1 : -1;
    }

    /// Both shapes have the day within their first ten characters; those of BSD show some of the hour as well.
    private boolean isNewDay(ByteText text, int from) {
        if (day != null && text.startsWith(day, from)) {
            return false;
        }
        int length = text.at(from + 3) == ' ' ? 6 : 10;
        day = new Word(text.string(from, from + length));
        return true;
    }

    private static boolean isPassable(ByteText text, int daemon, int to) {
        if (text.startsWith(SCREEN, daemon)) {
            int message = message(text, daemon + SCREEN.length(), to);
            return message > 0 && (comesOrGoes(text, message) || ScreenedClients.isRank(text, message, to));
        }
        int process = POSTFIX.end(text, daemon);
        int message = process < 0 ? -1 : message(text, process, to);
        return message > 0
                && message < to
                && isInformation(text, message)
                && isLocal(text, daemon, message, to)
                && !isUndelivered(text, message, to);
    }

    /// Where the message begins after the number of the process; negative if none does.
    private static int message(ByteText text, int process, int to) {
        int end = text.digitsEnd(process, to);
        return text.startsWith(MESSAGE, end) ? end + 3 : -1;
    }

    /// Who comes, passes and goes is of interest only together with a verdict, which has lines of its own.
    private static boolean comesOrGoes(ByteText text, int message) {
        return text.startsWith(CONNECT, message)
                || text.startsWith(DISCONNECT, message)
                || text.startsWith(PASS, message);
    }

    /// Queue ids and statistics; "warning:", "error:", "fatal:", "panic:" and repetitions are read.
    private static boolean isInformation(ByteText text, int message) {
        return "wefpm".indexOf(text.at(message)) < 0;
    }

    private static boolean isLocal(ByteText text, int daemon, int message, int to) {
        return !text.startsWith(LMTP, daemon) || text.indexOf(PRIVATE, message, to) > 0;
    }

    /// Mail that waits or is returned: the line tells why, a loop perhaps.
    private static boolean isUndelivered(ByteText text, int message, int to) {
        int status = text.indexOf(STATUS, message, to);
        return status > 0 && (text.startsWith(DEFERRED, status + 7) || text.startsWith(BOUNCED, status + 7));
    }
}
