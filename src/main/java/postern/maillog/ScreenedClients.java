package postern.maillog;

import org.jspecify.annotations.Nullable;

/// Lines in which `postscreen` tells of clients that did not wait their turn (`src/postscreen/postscreen_early.c`);
/// a server that the internet knows logs them by the thousand.
final class ScreenedClients {
    private static final String PREGREET = "PREGREET ";
    private static final String HANGUP = "HANGUP after ";
    private static final String RANK = "DNSBL rank ";

    private ScreenedClients() {}

    /// The message that such a line is; null if it is another one.
    ///
    /// @param service the program that logged it
    static Tally.@Nullable Event event(String text, int message, int to, String service) {
        if (text.startsWith(PREGREET, message)) {
            return pregreet(text, message + PREGREET.length(), to) ? new Tally.Event("ps.pregreet", service, "") : null;
        }
        if (text.startsWith(HANGUP, message)) {
            int test = hangup(text, message + HANGUP.length(), to);
            return test < 0 ? null : new Tally.Event("ps.hangup", service, text.substring(test, to));
        }
        return null;
    }

    /// Whether a line tells only on how many lists a client stands.
    static boolean isRank(String text, int message, int to) {
        int rank = message + RANK.length();
        int end = TextPart.digitsEnd(text, rank, to);
        return text.startsWith(RANK, message) && end > rank && clientEnd(text, end, " for [", to) == to;
    }

    /// `11 after 0.05 from [192.0.2.1]:4711: EHLO …`
    private static boolean pregreet(String text, int number, int to) {
        int end = TextPart.digitsEnd(text, number, to);
        int seconds = end + " after ".length();
        int client = clientEnd(text, TextPart.wordEnd(text, seconds, to), " from [", to);
        return end > number
                && text.startsWith(" after ", end)
                && client > 0
                && text.startsWith(": ", client)
                && client + 2 <= to
                && TextPart.isPlain(text, number, to);
    }

    /// `5.9 from [192.0.2.1]:4711 in tests before SMTP handshake`
    ///
    /// @return where the name of the tests begins
    private static int hangup(String text, int seconds, int to) {
        int client = clientEnd(text, TextPart.wordEnd(text, seconds, to), " from [", to);
        int test = client + " in ".length();
        boolean fits =
                client > 0 && text.startsWith(" in ", client) && test < to && TextPart.isPlain(text, seconds, to);
        return fits ? test : -1;
    }

    /// Where `[address]:port` ends; negative if none stands after a text.
    private static int clientEnd(String text, int from, String before, int to) {
        int address = from + before.length();
        int close = TextPart.indexOf(text, ']', address, to);
        int port = close + 2;
        int end = TextPart.digitsEnd(text, port, to);
        return text.startsWith(before, from) && close > address && text.startsWith("]:", close) && end > port
                ? end
                : -1;
    }
}
