package postern.maillog.sieve;

import org.jspecify.annotations.Nullable;
import postern.maillog.bytes.ByteText;
import postern.maillog.bytes.LogText;
import postern.maillog.bytes.Word;
import postern.maillog.session.SessionState;
import postern.tls.Answer;

/// The commonest line of Dovecot (`src/login-common/client-common.c`): somebody logged in, and TLS was on. A
/// server that people read their mail on logs more of them than of anything else.
///
/// @param service the process that tells it, `imap-login`
/// @param address where the address of the client begins
/// @param end     where it ends
record CommonLogin(String service, int address, int end) {
    private static final Word DOVECOT = new Word("dovecot: ");
    private static final String[] SERVICES = {"imap-login", "pop3-login", "submission-login", "managesieve-login"};
    private static final Word[] LOGINS = logins();
    private static final Word REMOTE = new Word("rip=");
    private static final Word MAPPED = new Word("::ffff:");
    private static final Word TLS = new Word(", TLS");
    private static final int SHORTEST = 2;
    private static final int LONGEST = 45;
    /// What makes it another line.
    private static final Word[] OTHERS = {
        new Word(" with cipher "), new Word("() failed: "), new Word("TLS handshaking")
    };

    private static Word[] logins() {
        Word[] words = new Word[SERVICES.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = new Word(SERVICES[i] + ": Login: ");
        }
        return words;
    }

    /// Reads a line; null if it is another one.
    ///
    /// @param from    where the line begins
    /// @param to      where it ends
    /// @param program where the program begins
    static @Nullable CommonLogin read(ByteText text, int from, int to, int program) {
        int process = program + DOVECOT.length();
        if (!text.startsWith(DOVECOT, program)) {
            return null;
        }
        for (int i = 0; i < LOGINS.length; i++) {
            if (text.startsWith(LOGINS[i], process)) {
                return read(text, from, to, SERVICES[i], process + LOGINS[i].length());
            }
        }
        return null;
    }

    private static @Nullable CommonLogin read(ByteText text, int from, int to, String service, int message) {
        int address = text.indexOf(REMOTE, message, to) + REMOTE.length();
        int end = addressEnd(text, address, to);
        boolean fits = address > message
                && text.at(address - REMOTE.length() - 1) == ' '
                && end - address >= SHORTEST
                && end - address <= LONGEST
                && end < to
                && text.at(end) == ','
                && !text.startsWith(MAPPED, address)
                && to - from <= LogText.LONGEST
                && text.at(to - 1) != ' '
                && text.isPlain(message, to)
                && isEncrypted(text, message, to)
                && !isOther(text, message, to);
        return fits ? new CommonLogin(service, address, end) : null;
    }

    private static int addressEnd(ByteText text, int address, int to) {
        int end = address;
        while (end < to && isOfAddress(text.at(end))) {
            end++;
        }
        return end;
    }

    private static boolean isOfAddress(int c) {
        return (c >= '0' && c <= ':') || c == '.' || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isEncrypted(ByteText text, int from, int to) {
        for (int at = text.indexOf(TLS, from, to); at >= 0; at = text.indexOf(TLS, at + 1, to)) {
            int end = at + TLS.length();
            if (end == to || text.at(end) == ',') {
                return true;
            }
        }
        return false;
    }

    private static boolean isOther(ByteText text, int from, int to) {
        for (Word other : OTHERS) {
            if (text.indexOf(other, from, to) >= 0) {
                return true;
            }
        }
        return false;
    }

    /// How it went.
    static SessionState state() {
        var state = new SessionState();
        state.commands();
        state.counted(Answer.YES);
        return state;
    }
}
