package postern.maillog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Sifts the lines of chunks: those that tell nothing are passed over, common connections are counted, all others are
/// taken apart to be looked at in their order. The chunks of a log can be shared between several sieves.
final class Sieve {
    private final Passable passable = new Passable();
    private final RecentTimes times = new RecentTimes();
    private final Tally tally;
    private final List<HeldLines.Span> wanted = new ArrayList<>();
    private final List<CommonSessions.Placed> placed = new ArrayList<>();
    private final CommonSessions common;
    private final LineRepair repair =
            new LineRepair((frame, number, text) -> add(new LineBatch.Line(frame, number, text)));
    private List<LineBatch.Item> items = new ArrayList<>();
    private long number;
    private int lastFrom;
    private int lastTo;
    private boolean lastPassed;

    /// @param detail how much is to be kept of sessions
    Sieve(Detail detail) {
        tally = new Tally(detail);
        common = new CommonSessions(detail, tally, placed::add, wanted::add);
    }

    /// Sifts the text of the next chunk; a chunk after one that is not closed goes to the same sieve.
    LineBatch sift(ByteText text, boolean closed) {
        lastFrom = 0;
        lastTo = 0;
        lastPassed = false;
        lines(text);
        common.restart();
        read(text, closed);
        var batch = new LineBatch(items, tally.take(), time(text), number, closed);
        items = new ArrayList<>(items.size());
        if (closed) {
            passable.restart();
            number = 0;
        }
        return batch;
    }

    /// Hands over the sessions counted for each peer.
    void peers(BiConsumer<Peer, PeerAccount> receiver) {
        tally.peers(receiver);
    }

    private void lines(ByteText text) {
        int start = 0;
        int length = text.length();
        for (int end = text.indexOf('\n', 0, length); end >= 0; end = text.indexOf('\n', start, length)) {
            line(text, start, Chunk.lineEnd(text, start, end));
            start = end + 1;
        }
        if (start < length) {
            line(text, start, Chunk.lineEnd(text, start, length));
        }
    }

    private void line(ByteText text, int from, int to) {
        number++;
        boolean passed = passable.test(text, from, to);
        if (!passed && !passable.isUsual()) {
            giveBack();
            wanted.add(new HeldLines.Span(number, from, to));
        } else {
            common.settle();
            if (!passed) {
                other(new HeldLines.Span(number, from, to), text);
            }
        }
        lastFrom = from;
        lastTo = to;
        lastPassed = passed;
    }

    /// A line comes that may go on from the one before, even from one that was passed over.
    private void giveBack() {
        common.giveBackAll();
        if (lastPassed) {
            wanted.add(new HeldLines.Span(number - 1, lastFrom, lastTo));
        }
    }

    private void other(HeldLines.Span line, ByteText text) {
        if (!common.take(line, text, passable.host(), passable.program())) {
            wanted.add(line);
        }
    }

    /// Takes the lines that are wanted apart, in the order of the log.
    private void read(ByteText text, boolean closed) {
        wanted.sort(Comparator.comparingLong(HeldLines.Span::number));
        placed.sort(Comparator.comparingLong(CommonSessions.Placed::number));
        int next = 0;
        for (HeldLines.Span line : wanted) {
            while (next < placed.size() && placed.get(next).number() < line.number()) {
                addAfterLines(placed.get(next++).item());
            }
            repair.line(line.number(), text.string(line.from(), line.to()));
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
    private @Nullable LogTime time(ByteText text) {
        return Passable.isLine(text, lastFrom, lastTo) ? times.at(text, lastFrom, lastTo) : null;
    }
}
