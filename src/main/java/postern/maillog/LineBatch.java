package postern.maillog;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Lines on their way from the one who reads the file to the one who understands them.
///
/// @param lines  the lines, without those that could be passed over
/// @param passed how many lines the log has up to here
record LineBatch(List<Numbered> lines, long passed) {

    /// A line and its place in the log.
    record Numbered(long number, String text) {}

    /// Collects the lines that matter, and the last of the log, which tells until when it goes.
    static final class Collector implements LineSplitter.Sink {
        private static final int SIZE = 2000;

        private final Passable passable = new Passable();
        private final Consumer<LineBatch> receiver;
        private List<Numbered> lines = new ArrayList<>(SIZE);
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
            add(text.substring(from, to));
        }

        private void add(String line) {
            lines.add(new Numbered(number, line));
            if (lines.size() >= SIZE) {
                flush();
            }
        }

        /// The log is over.
        void end() {
            if (!passedOver.isEmpty()) {
                add(passedOver.substring(passedFrom, passedTo));
            }
            flush();
        }

        private void flush() {
            receiver.accept(new LineBatch(lines, number));
            lines = new ArrayList<>(SIZE);
        }
    }
}
