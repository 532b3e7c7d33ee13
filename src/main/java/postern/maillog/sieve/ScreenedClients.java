package postern.maillog.sieve;

import org.jspecify.annotations.Nullable;
import postern.maillog.account.Tally;
import postern.maillog.bytes.ByteText;
import postern.maillog.bytes.Word;

/// Lines in which `postscreen` tells of clients that did not wait their turn (`src/postscreen/postscreen_early.c`);
/// a server that the internet knows logs them by the thousand.
final class ScreenedClients {
    private static final Word PREGREET = new Word("PREGREET ");
    private static final Word HANGUP = new Word("HANGUP after ");
    private static final Word AFTER = new Word(" after ");
    private static final Word FROM = new Word(" from [");
    private static final Word FOR = new Word(" for [");
    private static final Word IN = new Word(" in ");
    private static final Word COLON = new Word(": ");
    private static final Word PORT = new Word("]:");
    private static final Word RANK = new Word("DNSBL rank ");

    private ScreenedClients() {}

    /// The message that such a line is; null if it is another one.
    ///
    /// @param service the program that logged it
    static Tally.@Nullable Event event(ByteText text, int message, int to, String service) {
        if (text.startsWith(PREGREET, message)) {
            return pregreet(text, message + PREGREET.length(), to) ? new Tally.Event("ps.pregreet", service, "") : null;
        }
        if (text.startsWith(HANGUP, message)) {
            int test = hangup(text, message + HANGUP.length(), to);
            return test < 0 ? null : new Tally.Event("ps.hangup", service, text.string(test, to));
        }
        return null;
    }

    /// Whether a line tells only on how many lists a client stands.
    static boolean isRank(ByteText text, int message, int to) {
        int rank = message + RANK.length();
        int end = text.digitsEnd(rank, to);
        return text.startsWith(RANK, message) && end > rank && clientEnd(text, end, FOR, to) == to;
    }

    /// `11 after 0.05 from [192.0.2.1]:4711: EHLO …`
    private static boolean pregreet(ByteText text, int number, int to) {
        int end = text.digitsEnd(number, to);
        int seconds = end + AFTER.length();
        int client = clientEnd(text, text.wordEnd(seconds, to), FROM, to);
        return end > number
                && text.startsWith(AFTER, end)
                && client > 0
                && text.startsWith(COLON, client)
                && client + 2 <= to
                && text.isPlain(number, to);
    }

    /// `5.9 from [192.0.2.1]:4711 in tests before SMTP handshake`
    ///
    /// @return where the name of the tests begins
    private static int hangup(ByteText text, int seconds, int to) {
        int client = clientEnd(text, text.wordEnd(seconds, to), FROM, to);
        int test = client + IN.length();
        boolean fits = client > 0 && text.startsWith(IN, client) && test < to && text.isPlain(seconds, to);
        return fits ? test : -1;
    }

    /// Where `[address]:port` ends; negative if none stands after a text.
    private static int clientEnd(ByteText text, int from, Word before, int to) {
        int address = from + before.length();
        int close = text.indexOf(']', address, to);
        int port = close + 2;
        int end = text.digitsEnd(port, to);
        return text.startsWith(before, from) && close > address && text.startsWith(PORT, close) && end > port
                ? end
                : -1;
    }
}
