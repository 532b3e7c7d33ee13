package postern.maillog;

/// Tells from a few characters which lines can be passed over: those of programs that say nothing of TLS, in
/// the two usual shapes of line. Most lines of a log are such. What it is not sure of is read.
final class Passable {
    private static final int BSD_DATE = "Mar  1 10:00:00 ".length();
    private static final int ISO_SECOND = "2026-03-01T10:00:00".length();
    /// Programs of Postfix whose information is passed over; their warnings and errors are read.
    private static final String[] POSTFIX = {
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
        "lmtp["
    };
    private static final String[] OTHERS = {
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
        "dovecot: lmtp("
    };

    private String day = "";
    private int host;
    private int program;

    /// Whether the line can be passed over. The first line of every day cannot: it carries the calendar on.
    boolean test(String text, int from, int to) {
        program = 0;
        host = afterDate(text, from, to);
        if (host < 0 || isNewDay(text, from)) {
            return false;
        }
        program = text.indexOf(' ', host, to) + 1;
        if (program == 0) {
            return false;
        }
        if (text.startsWith("postfix/", program)) {
            return isPassable(text, program + "postfix/".length(), to);
        }
        for (String name : OTHERS) {
            if (text.startsWith(name, program)) {
                return text.indexOf("SSL", program, to) < 0 && text.indexOf("TLS", program, to) < 0;
            }
        }
        return false;
    }

    /// Whether the line tested last has one of the two usual shapes and continues the day.
    boolean isUsual() {
        return program > 0;
    }

    /// Whether the line tested last is the first of a day.
    boolean beginsDay() {
        return host >= 0 && program == 0;
    }

    /// Where the host begins in the line tested last.
    int host() {
        return host;
    }

    /// Where the program begins in the line tested last.
    int program() {
        return program;
    }

    private static int afterDate(String text, int from, int to) {
        if (to - from < ISO_SECOND + 12) {
            return -1;
        }
        if (text.charAt(from + 3) == ' ' && text.charAt(from + 9) == ':' && text.charAt(from + BSD_DATE - 1) == ' ') {
            return from + BSD_DATE;
        }
        boolean iso = text.charAt(from + 4) == '-' && text.charAt(from + 10) == 'T';
        return iso ? text.indexOf(' ', from + ISO_SECOND, to) + 1 : -1;
    }

    /// Both shapes have the day within their first ten characters; those of BSD show some of the hour as well.
    private boolean isNewDay(String text, int from) {
        if (text.startsWith(day, from) && !day.isEmpty()) {
            return false;
        }
        int length = text.charAt(from + 3) == ' ' ? 6 : 10;
        day = text.substring(from, from + length);
        return true;
    }

    private static boolean isPassable(String text, int daemon, int to) {
        if (text.startsWith("postscreen[", daemon)) {
            int message = text.indexOf("]: ", daemon, to) + 3;
            return message >= 3 && comesOrGoes(text, message);
        }
        for (String name : POSTFIX) {
            if (text.startsWith(name, daemon)) {
                int message = text.indexOf("]: ", daemon + name.length(), to) + 3;
                return message >= 3
                        && message < to
                        && isInformation(text, message)
                        && isLocal(text, daemon, message, to);
            }
        }
        return false;
    }

    /// Who comes, passes and goes is of interest only together with a verdict, which has lines of its own.
    private static boolean comesOrGoes(String text, int message) {
        return text.startsWith("CONNECT from ", message)
                || text.startsWith("DISCONNECT ", message)
                || text.startsWith("PASS ", message);
    }

    /// Queue ids and statistics; "warning:", "error:", "fatal:", "panic:" and repetitions are read.
    private static boolean isInformation(String text, int message) {
        return "wefpm".indexOf(text.charAt(message)) < 0;
    }

    private static boolean isLocal(String text, int daemon, int message, int to) {
        return !text.startsWith("lmtp", daemon) || text.indexOf("[private/", message, to) > 0;
    }
}
