package postern.maillog.sieve;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import postern.maillog.bytes.ByteText;
import postern.maillog.bytes.LineHead;
import postern.maillog.bytes.Lines;
import postern.maillog.session.LibraryErrors;

/// The connections of one process whose lines are held. A server has one at a time; where several machines or
/// containers log under one name, processes with the same number look like one that has several.
final class HeldProcess {
    private static final int MOST = 4;

    private final HeldLines[] held = new HeldLines[MOST];
    private final Lines lines;
    private final LibraryErrors errors;
    private final IntConsumer returned;
    private int process;
    private int processLength;
    private int count;
    /// How many connections were given back whose end is still to come.
    private int others;

    /// @param lines    those under work
    /// @param returned takes lines back
    HeldProcess(Lines lines, LibraryErrors errors, IntConsumer returned) {
        this.lines = lines;
        this.errors = errors;
        this.returned = returned;
    }

    /// Whether no connection is held.
    boolean isEmpty() {
        return count == 0;
    }

    /// Begins a connection with the line of a peer that connects, if it is given with name and address. What cannot
    /// be held beside it is given back.
    ///
    /// @return whether it is
    boolean begin(int line, String service, LineHead head) {
        int host = head.host();
        int peer = head.message() + HeldLines.CONNECT.length();
        if (!isOf(lines.text(), host, head.close()) || count == MOST || isWith(peer, lines.to(line))) {
            giveBack();
        }
        process = host;
        processLength = head.close() - host;
        if (held[count] == null) {
            held[count] = new HeldLines(lines, errors);
        }
        boolean begun = held[count].begin(line, service, peer);
        if (begun) {
            count++;
        } else {
            giveBack();
        }
        return begun;
    }

    /// Whether a line is written by the same process of the same host.
    ///
    /// @param host  where host, program and number begin
    /// @param close where they end
    boolean isOf(ByteText text, int host, int close) {
        return count > 0 && close - host == processLength && text.isSame(process, text, host, processLength);
    }

    private boolean isWith(int peer, int to) {
        for (int i = 0; i < count; i++) {
            if (held[i].isWith(peer, to)) {
                return true;
            }
        }
        return false;
    }

    /// The connection that takes the next line of the process; null if it belongs to none that is common.
    @Nullable
    HeldLines take(int line, int message) {
        ByteText text = lines.text();
        if (text.at(message) == 'w' && text.startsWith(HeldLines.PROBLEM, message)) {
            HeldLines failed = failed();
            return failed != null && failed.problem(line, message) ? failed : null;
        }
        for (int i = 0; i < count; i++) {
            if (held[i].take(line, message)) {
                return held[i];
            }
        }
        return null;
    }

    /// The only connection that can wait for an error of the library; null if there is none, or several.
    private @Nullable HeldLines failed() {
        HeldLines found = null;
        for (int i = 0; i < count && others == 0; i++) {
            if (held[i].state().isFailed()) {
                if (found != null) {
                    return null;
                }
                found = held[i];
            }
        }
        return found;
    }

    /// Forgets a connection that was counted.
    void remove(HeldLines over) {
        for (int i = 0; i < count; i++) {
            if (held[i] == over) {
                count--;
                held[i] = held[count];
                held[count] = over;
            }
        }
        over.clear();
    }

    /// Gives all lines back.
    void giveBack() {
        for (int i = 0; i < count; i++) {
            held[i].lines().forEach(returned);
            held[i].clear();
        }
        others += count;
        count = 0;
    }

    /// Takes the end of a connection that is not held.
    void otherEnded() {
        others = Math.max(0, others - 1);
    }

    /// What comes has nothing to do with what was.
    void restart() {
        others = 0;
    }
}
