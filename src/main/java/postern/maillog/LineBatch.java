package postern.maillog;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lines on their way from the one who reads the file to the one who understands them.
///
/// @param lines  the lines, without those that could be passed over
/// @param passed how many lines the log has up to here
record LineBatch(List<Line> lines, long passed) {

    /// A line.
    ///
    /// @param frame  its parts; null if no program can be made out in it
    /// @param number its place in the log
    /// @param text   the whole of it
    record Line(@Nullable Frame frame, long number, String text) {}

    /// Collects the lines that matter, and the last of the log, which tells until when it goes.
    static final class Collector implements LineSplitter.Sink {
        private static final int SIZE = 2000;

        private final Passable passable = new Passable();
        private final LineRepair repair = new LineRepair(this::add);
        private final Consumer<LineBatch> receiver;
        private List<Line> lines = new ArrayList<>(SIZE);
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
            repair.line(number, text.substring(from, to));
        }

        private void add(@Nullable Frame frame, long place, String text) {
            lines.add(new Line(frame, place, text));
            if (lines.size() >= SIZE) {
                send();
            }
        }

        /// The log is over.
        void end() {
            if (!passedOver.isEmpty()) {
                repair.line(number, passedOver.substring(passedFrom, passedTo));
            }
            repair.flush();
            send();
        }

        private void send() {
            receiver.accept(new LineBatch(lines, number));
            lines = new ArrayList<>(SIZE);
        }
    }
}
