package postern.maillog;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds the commonest connections (see [HeldLines]) and messages by looking at few characters of each line, and
/// counts them. As soon as a process writes anything else, its lines are given back to be read one by one, so that
/// nothing is lost and nothing is guessed.
final class CommonSessions {
    private static final int SLOTS = 1 << 12;
    private static final Word MESSAGE = new Word("]: ");
    private static final Word POSTFIX = new Word("postfix");
    private static final Word SERVER = new Word("/smtpd[");
    private static final Word SCREEN = new Word("/postscreen[");
    private static final Word HOSTNAME = new Word("warning: hostname ");
    private static final Word NO_ADDRESS = new Word(" does not resolve to address ");

    private final HeldProcess[] slots = new HeldProcess[SLOTS];
    private final List<HeldProcess> begun = new ArrayList<>();
    private final RecentTimes times = new RecentTimes();
    private final boolean failuresWanted;
    private final Tally tally;
    private final Consumer<Placed> items;
    private final Consumer<HeldLines.Span> returned;
    private @Nullable HeldProcess finished;
    private @Nullable HeldLines over;
    private @Nullable Single single;
    private @Nullable Login login;
    private String service = "smtpd";
    private Word serviceWord = new Word(service);

    /// @param tally    counts
    /// @param items    takes what has to be known in the order of the log
    /// @param returned takes lines back
    CommonSessions(Detail detail, Tally tally, Consumer<Placed> items, Consumer<HeldLines.Span> returned) {
        failuresWanted = detail == Detail.SAMPLES;
        this.tally = tally;
        this.items = items;
        this.returned = returned;
        var errors = new LibraryErrors();
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new HeldProcess(errors, returned);
        }
    }

    /// What a line tells that was not given back.
    ///
    /// @param number place of the line
    record Placed(long number, LineBatch.Item item) {}

    /// A line that is a message of its own.
    private record Single(HeldLines.Span line, Tally.Event event) {}

    /// A line that tells of a connection of its own.
    private record Login(HeldLines.Span line, ByteText text, CommonLogin read) {}

    /// Takes a line of the usual shape, after [#settle()].
    ///
    /// @param line    the line as part of the text
    /// @param host    where the host begins
    /// @param program where the program begins
    /// @return whether the line is held or counted; if held, it may come back
    boolean take(HeldLines.Span line, ByteText text, int host, int program) {
        int to = line.to();
        if (!text.startsWith(POSTFIX, program)) {
            CommonLogin read = CommonLogin.read(text, line, program);
            login = read == null ? null : new Login(line, text, read);
            return read != null;
        }
        int open = text.indexOf('[', program, to);
        int close = open < 0 ? open : text.digitsEnd(open + 1, to);
        if (close < 0 || !text.startsWith(MESSAGE, close)) {
            return false;
        }
        int message = close + 3;
        if (isOf(SCREEN, text, program, open)) {
            return single(line, ScreenedClients.event(text, message, to, service(text, program, open)));
        }
        if (!isOf(SERVER, text, program, open)) {
            return false;
        }
        HeldProcess process = slots[slot(text, open + 1, close)];
        if (text.startsWith(HeldLines.CONNECT, message)) {
            if (process.isEmpty()) {
                begun.add(process);
            }
            return process.begin(text, line, service(text, program, open), host, close, message);
        }
        if (text.startsWith(HOSTNAME, message)) {
            boolean known = isNotResolved(text, message + HOSTNAME.length(), to);
            return single(line, known ? new Tally.Event("smtpd.peername", service(text, program, open), "") : null);
        }
        boolean taken = process.isOf(text, host, close) && next(process, line, message);
        if (!taken && text.startsWith(HeldLines.DISCONNECT, message)) {
            process.otherEnded();
        }
        return taken;
    }

    private boolean next(HeldProcess process, HeldLines.Span line, int message) {
        HeldLines held = process.take(line, message);
        if (held == null) {
            process.giveBack();
        } else if (held.isOver()) {
            over = held;
            finished = process;
        }
        return held != null;
    }

    private static boolean isOf(Word daemon, ByteText text, int program, int open) {
        int start = open + 1 - daemon.length();
        return start >= program + POSTFIX.length() && text.startsWith(daemon, start);
    }

    private boolean single(HeldLines.Span line, Tally.@Nullable Event event) {
        single = event == null ? null : new Single(line, event);
        return event != null;
    }

    /// Counts what the last line ended: the line is whole, because another one follows.
    void settle() {
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
        LogTime at = time(held, held.lines().getFirst());
        Tally.Answer answer = tally.count(
                held.text(), held.peer(), held.peerEnd(), state.verdict(), at, state.mails(), held.events());
        if (answer.wanted() == Tally.Wanted.LINES) {
            held.lines().forEach(returned);
        } else if (failuresWanted) {
            for (HeldLines.Span line : held.failures()) {
                items.accept(new Placed(line.number(), new LineBatch.Failed(answer.peer(), time(held, line))));
            }
        }
        if (answer.wanted() == Tally.Wanted.PEER) {
            items.accept(new Placed(held.lines().getLast().number(), new LineBatch.Met(answer.peer())));
        }
        if (answer.wanted() == Tally.Wanted.OUTCOME) {
            items.accept(new Placed(held.lines().getLast().number(), held.session(answer.peer(), at)));
        }
        process.remove(held);
    }

    private void end(Login over) {
        HeldLines.Span line = over.line();
        CommonLogin read = over.read();
        SessionState state = CommonLogin.state();
        LogTime at = times.at(over.text(), line.from(), line.to());
        Tally.Answer answer =
                tally.count(over.text(), read.address(), read.end(), state.verdict(), at, state.mails(), List.of());
        switch (answer.wanted()) {
            case NOTHING -> {
                // It was counted.
            }
            case PEER -> items.accept(new Placed(line.number(), new LineBatch.Met(answer.peer())));
            case OUTCOME -> {
                var session = new LineBatch.Session(read.service(), answer.peer(), line.number(), at, state, null);
                items.accept(new Placed(line.number(), session));
            }
            case LINES -> returned.accept(line);
        }
    }

    private @Nullable LogTime time(HeldLines held, HeldLines.Span line) {
        return times.at(held.text(), line.from(), line.to());
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

    private static int slot(ByteText text, int start, int end) {
        int number = 0;
        for (int at = start; at < end; at++) {
            number = number * 10 + text.at(at) - '0';
        }
        return number & SLOTS - 1;
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
