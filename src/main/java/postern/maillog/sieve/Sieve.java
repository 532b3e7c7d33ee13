package postern.maillog.sieve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postern.maillog.account.PeerAccounts;
import postern.maillog.account.Tally;
import postern.maillog.bytes.ByteText;
import postern.maillog.bytes.LineHead;
import postern.maillog.bytes.LineNumbers;
import postern.maillog.bytes.Lines;
import postern.maillog.line.Frame;
import postern.maillog.line.LineRepair;
import postern.maillog.line.LogTime;
import postern.maillog.session.Detail;

/// Sifts the lines of chunks: those that tell nothing are passed over, common connections are counted, all others are
/// taken apart to be looked at in their order. The chunks of a log can be shared between several sieves.
final class Sieve {
    private final Lines lines = new Lines();
    private final LineHead head = new LineHead();
    private final UsualLines usual = new UsualLines();
    private final RecentTimes times = new RecentTimes();
    private final Tally tally;
    private final LineNumbers wanted = new LineNumbers();
    private final List<CommonSessions.Placed> placed = new ArrayList<>();
    private final CommonSessions common;
    private final LineRepair repair =
            new LineRepair((frame, number, text) -> add(new LineBatch.Line(frame, number, text)));
    private List<LineBatch.Item> items = new ArrayList<>();
    /// How many lines came before the chunk.
    private long before;
    private boolean lastPassed;

    /// @param detail how much is to be kept of sessions
    Sieve(Detail detail) {
        tally = new Tally(detail);
        common = new CommonSessions(detail, lines, tally, placed::add, wanted::add);
    }

    /// Sifts the text of the next chunk; a chunk after one that is not closed goes to the same sieve.
    LineBatch sift(ByteText text, boolean closed) {
        lines.read(text, before);
        lastPassed = false;
        for (int line = 0; line < lines.size(); line++) {
            lastPassed = isPassed(text, line);
        }
        common.restart();
        read(closed);
        before += lines.size();
        var batch = new LineBatch(items, tally.take(), time(), before, closed);
        items = new ArrayList<>(items.size());
        if (closed) {
            head.restart();
            before = 0;
        }
        return batch;
    }

    /// Hands over the sessions counted for each peer.
    void peers(PeerAccounts accounts) {
        tally.peers(accounts);
    }

    /// Looks at a line.
    ///
    /// @return whether it is passed over
    private boolean isPassed(ByteText text, int line) {
        int to = lines.to(line);
        if (!head.read(text, lines.from(line), to)) {
            giveBack(line);
            return false;
        }
        if (CommonSessions.isServer(text, head)) {
            common.settle();
            if (!common.takeOfServer(line, head)) {
                wanted.add(line);
            }
            return false;
        }
        if (Passable.isOfPostfix(text, head, to)) {
            common.settle();
            return true;
        }
        boolean other = Passable.isOfOthers(text, head);
        boolean passed = other && !Passable.speaksOfTls(text, head.program(), to);
        if (!other && !head.isNamed(text)) {
            giveBack(line);
            return false;
        }
        common.settle();
        if (!passed && !common.take(line, head)) {
            wanted.add(line);
        }
        return passed;
    }

    /// A line comes that may go on from the one before, even from one that was passed over.
    private void giveBack(int line) {
        common.giveBackAll();
        if (lastPassed) {
            wanted.add(line - 1);
        }
        wanted.add(line);
    }

    /// Takes the lines that are wanted apart, in the order of the log.
    private void read(boolean closed) {
        wanted.sort();
        placed.sort(Comparator.comparingInt(CommonSessions.Placed::line));
        int next = 0;
        for (int i = 0; i < wanted.size(); i++) {
            int line = wanted.get(i);
            while (next < placed.size() && placed.get(next).line() < line) {
                addAfterLines(placed.get(next++).item());
            }
            Frame frame = usual.frame(lines, line);
            if (frame == null || !repair.whole(frame)) {
                repair.line(lines.number(line), lines.string(line));
            }
        }
        if (closed) {
            repair.flush();
        }
        placed.subList(next, placed.size()).forEach(each -> addAfterLines(each.item()));
        wanted.clear();
        placed.clear();
    }

    /// What was read before comes before it.
    private void addAfterLines(LineBatch.Item item) {
        repair.flush();
        add(item);
    }

    private void add(LineBatch.Item item) {
        items.add(item);
    }

    /// Until when the chunk goes, if its last line has one of the usual shapes.
    private @Nullable LogTime time() {
        int last = lines.size() - 1;
        boolean usual = last >= 0 && LineHead.isLine(lines.text(), lines.from(last), lines.to(last));
        return usual ? times.at(lines.text(), lines.from(last), lines.to(last)) : null;
    }
}
