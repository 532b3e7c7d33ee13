package postern.maillog;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What was read, on its way from the one who reads the file to the one who understands it.
///
/// @param items  lines and connections, without lines that could be passed over
/// @param passed how many lines the log has up to here
record LineBatch(List<Item> items, long passed) {

    /// A line or several.
    sealed interface Item {}

    /// A line.
    ///
    /// @param frame  its parts; null if no program can be made out in it
    /// @param number its place in the log
    /// @param text   the whole of it
    record Line(@Nullable Frame frame, long number, String text) implements Item {}

    /// All lines of a connection.
    record Whole(CommonSession session) implements Item {}

    /// Collects what matters, and the last line of the log, which tells until when it goes.
    static final class Collector implements LineSplitter.Sink {
        private static final int SIZE = 500;

        private final Passable passable = new Passable();
        private final CommonSessions common = new CommonSessions(session -> add(new Whole(session)), this::read);
        private final LineRepair repair = new LineRepair((frame, place, text) -> add(new Line(frame, place, text)));
        private final Consumer<LineBatch> receiver;
        private List<Item> items = new ArrayList<>(SIZE);
        private long number;
        private String passedOver = "";
        private int passedFrom;
        private int passedTo;

        Collector(Consumer<LineBatch> receiver) {
            this.receiver = receiver;
        }

        @Override
        public void line(String text, int from, int to) {
            number++;
            if (passable.test(text, from, to)) {
                passedOver = text;
                passedFrom = from;
                passedTo = to;
                return;
            }
            passedOver = "";
            if (passable.beginsDay()) {
                common.giveBackAll();
            }
            boolean held =
                    passable.isUsual() && common.take(number, text, from, passable.host(), passable.program(), to);
            if (!held) {
                read(number, text, from, to);
            }
        }

        private void read(long place, String text, int from, int to) {
            repair.line(place, text.substring(from, to));
        }

        private void add(Item item) {
            items.add(item);
            if (items.size() >= SIZE) {
                send();
            }
        }

        @Override
        public void textEnds() {
            common.giveBackAll();
        }

        /// The log is over.
        void end() {
            if (!passedOver.isEmpty()) {
                read(number, passedOver, passedFrom, passedTo);
            }
            repair.flush();
            send();
        }

        private void send() {
            receiver.accept(new LineBatch(items, number));
            items = new ArrayList<>(SIZE);
        }
    }
}
