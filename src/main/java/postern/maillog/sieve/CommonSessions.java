package postern.maillog.sieve;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import postern.maillog.Peer;
import postern.maillog.account.Tally;
import postern.maillog.bytes.ByteText;
import postern.maillog.bytes.LineHead;
import postern.maillog.bytes.Lines;
import postern.maillog.bytes.Word;
import postern.maillog.line.LogTime;
import postern.maillog.session.Detail;
import postern.maillog.session.LibraryErrors;
import postern.maillog.session.SessionState;

/// Finds the commonest connections (see [HeldLines]) and messages by looking at few characters of each line, and
/// counts them. As soon as a process writes anything else, its lines are given back to be read one by one, so that
/// nothing is lost and nothing is guessed.
final class CommonSessions {
    private static final int SLOTS = 1 << 12;
    private static final Word POSTFIX = new Word("postfix");
    private static final Word SERVER = new Word("/smtpd[");
    private static final Word PLAIN_SERVER = new Word("postfix/smtpd[");
    private static final Word SCREEN = new Word("/postscreen[");
    private static final Word HOSTNAME = new Word("warning: hostname ");
    private static final Word NO_ADDRESS = new Word(" does not resolve to address ");

    private final HeldProcess[] slots = new HeldProcess[SLOTS];
    private final List<HeldProcess> begun = new ArrayList<>();
    private final RecentTimes times = new RecentTimes();
    private final boolean failuresWanted;
    private final Tally tally;
    private final Consumer<Placed> items;
    private final IntConsumer returned;
    private final Lines lines;
    private @Nullable HeldProcess finished;
    private @Nullable HeldLines over;
    /// Whether one of the following three has to be counted: most lines leave nothing.
    private boolean pending;

    private @Nullable Single single;
    private @Nullable Login login;
    private String service = "smtpd";
    private Word serviceWord = new Word(service);

    /// @param lines    those under work
    /// @param tally    counts
    /// @param items    takes what has to be known in the order of the log
    /// @param returned takes lines back
    CommonSessions(Detail detail, Lines lines, Tally tally, Consumer<Placed> items, IntConsumer returned) {
        this.lines = lines;
        failuresWanted = detail == Detail.SAMPLES;
        this.tally = tally;
        this.items = items;
        this.returned = returned;
        var errors = new LibraryErrors();
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new HeldProcess(lines, errors, returned);
        }
    }

    /// What a line tells that was not given back.
    record Placed(int line, LineBatch.Item item) {}

    /// A line that is a message of its own.
    private record Single(int line, Tally.Event event) {}

    /// A line that tells of a connection of its own.
    private record Login(int line, CommonLogin read) {}

    /// Whether a line is one of the server that most lines are of, as nearly every Postfix names it.
    static boolean isServer(ByteText text, LineHead head) {
        return head.bracket() == head.program() + PLAIN_SERVER.length() - 1
                && text.startsWith(PLAIN_SERVER, head.program());
    }

    /// Takes a line of that server, after [#settle()].
    ///
    /// @return whether the line is held or counted; if held, it may come back
    boolean takeOfServer(int line, LineHead head) {
        return server(line, lines.text(), head);
    }

    /// Takes a line of the usual shape, after [#settle()].
    ///
    /// @return whether the line is held or counted; if held, it may come back
    boolean take(int line, LineHead head) {
        ByteText text = lines.text();
        int program = head.program();
        if (!text.startsWith(POSTFIX, program)) {
            CommonLogin read = CommonLogin.read(text, lines.from(line), lines.to(line), program);
            login = read == null ? null : new Login(line, read);
            pending |= login != null;
            return read != null;
        }
        int open = head.bracket();
        if (open < 0) {
            return false;
        }
        if (isOf(SERVER, text, program, open)) {
            return server(line, text, head);
        }
        return isOf(SCREEN, text, program, open)
                && single(
                        line,
                        ScreenedClients.event(text, head.message(), lines.to(line), service(text, program, open)));
    }

    private boolean server(int line, ByteText text, LineHead head) {
        int message = head.message();
        HeldProcess process = slots[head.process() & SLOTS - 1];
        int first = text.at(message);
        if (first == 'c' && text.startsWith(HeldLines.CONNECT, message)) {
            if (process.isEmpty()) {
                begun.add(process);
            }
            return process.begin(line, service(text, head.program(), head.bracket()), head);
        }
        if (first == 'w' && text.startsWith(HOSTNAME, message)) {
            boolean known = isNotResolved(text, message + HOSTNAME.length(), lines.to(line));
            String service = service(text, head.program(), head.bracket());
            return single(line, known ? new Tally.Event("smtpd.peername", service, "") : null);
        }
        boolean taken = process.isOf(text, head.host(), head.close()) && next(process, line, message);
        if (!taken && text.startsWith(HeldLines.DISCONNECT, message)) {
            process.otherEnded();
        }
        return taken;
    }

    private boolean next(HeldProcess process, int line, int message) {
        HeldLines held = process.take(line, message);
        if (held == null) {
            process.giveBack();
        } else if (held.isOver()) {
            over = held;
            finished = process;
            pending = true;
        }
        return held != null;
    }

    private static boolean isOf(Word daemon, ByteText text, int program, int open) {
        int start = open + 1 - daemon.length();
        return start >= program + POSTFIX.length() && text.startsWith(daemon, start);
    }

    private boolean single(int line, Tally.@Nullable Event event) {
        single = event == null ? null : new Single(line, event);
        pending |= single != null;
        return event != null;
    }

    /// Counts what the last line ended: the line is whole, because another one follows.
    void settle() {
        if (!pending) {
            return;
        }
        pending = false;
        if (single != null) {
            if (!tally.count(single.event())) {
                returned.accept(single.line());
            }
            single = null;
        }
        if (login != null) {
            end(login);
            login = null;
        }
        if (finished != null && over != null) {
            end(finished, over);
            finished = null;
        }
    }

    private void end(HeldProcess process, HeldLines held) {
        SessionState state = held.state();
        LogTime at = time(held.lines().first());
        Tally.Wanted wanted = tally.count(
                lines.text(), held.peer(), held.peerEnd(), state.verdict(), at, state.mails(), held.events());
        if (wanted == Tally.Wanted.LINES) {
            held.lines().forEach(returned);
        } else if (failuresWanted) {
            held.failures().forEach(line -> place(line, new LineBatch.Failed(peer(held), time(line))));
        }
        if (wanted == Tally.Wanted.PEER) {
            place(held.lines().last(), new LineBatch.Met(peer(held)));
        }
        if (wanted == Tally.Wanted.OUTCOME) {
            place(held.lines().last(), held.session(peer(held), at));
        }
        process.remove(held);
    }

    private void place(int line, LineBatch.Item item) {
        items.accept(new Placed(line, item));
    }

    private Peer peer(HeldLines held) {
        return tally.peer(lines.text(), held.peer(), held.peerEnd());
    }

    private void end(Login over) {
        CommonLogin read = over.read();
        SessionState state = CommonLogin.state();
        LogTime at = time(over.line());
        Tally.Wanted wanted =
                tally.count(lines.text(), read.address(), read.end(), state.verdict(), at, state.mails(), List.of());
        switch (wanted) {
            case NOTHING -> {
                // It was counted.
            }
            case PEER -> place(over.line(), new LineBatch.Met(peer(read)));
            case OUTCOME -> {
                long number = lines.number(over.line());
                place(over.line(), new LineBatch.Session(read.service(), peer(read), number, at, state, null));
            }
            case LINES -> returned.accept(over.line());
        }
    }

    private Peer peer(CommonLogin read) {
        return tally.peer(lines.text(), read.address(), read.end());
    }

    private @Nullable LogTime time(int line) {
        return times.at(lines.text(), lines.from(line), lines.to(line));
    }

    /// The name of the program; mostly it is the same as before.
    private String service(ByteText text, int program, int open) {
        int start = text.indexOf('/', program, open) + 1;
        if (open - start != serviceWord.length() || !text.startsWith(serviceWord, start)) {
            service = text.string(start, open);
            serviceWord = new Word(service);
        }
        return service;
    }

    /// `hostname mx.example.net does not resolve to address 192.0.2.1`, perhaps with a reason.
    private static boolean isNotResolved(ByteText text, int name, int to) {
        int end = text.indexOf(' ', name, to);
        int address = end + NO_ADDRESS.length();
        if (end <= name || !text.startsWith(NO_ADDRESS, end) || address >= to) {
            return false;
        }
        for (int at = address; at < to; at++) {
            int c = text.at(at);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /// Gives back all lines that are held, because a line comes that cannot be judged: it may go on from the last one.
    void giveBackAll() {
        if (single != null) {
            returned.accept(single.line());
            single = null;
        }
        if (login != null) {
            returned.accept(login.line());
            login = null;
        }
        finished = null;
        begun.forEach(HeldProcess::giveBack);
        begun.clear();
    }

    /// Gives back all lines that are held: what comes has nothing to do with what was.
    void restart() {
        giveBackAll();
        for (HeldProcess process : slots) {
            process.restart();
        }
    }
}
