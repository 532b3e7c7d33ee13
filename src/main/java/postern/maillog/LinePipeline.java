package postern.maillog;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/// Reads lines in one thread and hands them over in the caller's, so that two processors share the work.
final class LinePipeline {
    private static final int MOST_WAITING = 6;

    private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(MOST_WAITING);

    private sealed interface Item {
        record Lines(LineBatch batch) implements Item {}

        record End() implements Item {}

        record Failure(IOException reason) implements Item {}

        record Defect(RuntimeException reason) implements Item {}
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private LinePipeline() {}

    /// Hands all lines of a stream over.
    ///
    /// @throws InterruptedIOException if the calling thread is interrupted
    /// @throws IOException            if the stream cannot be read
    static void run(InputStream stream, Consumer<LineBatch> receiver) throws IOException {
        new LinePipeline().pump(stream, receiver);
    }

    private void pump(InputStream stream, Consumer<LineBatch> receiver) throws IOException {
        Thread reader = Thread.ofPlatform().daemon().name("log-lines").start(() -> read(stream));
        try {
            for (Item item = queue.take(); !(item instanceof Item.End); item = queue.take()) {
                switch (item) {
                    case Item.Lines(LineBatch batch) -> receiver.accept(batch);
                    case Item.Failure(IOException reason) -> throw reason;
                    case Item.Defect(RuntimeException reason) -> throw reason;
                    case Item.End() -> throw new IllegalStateException();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("The reading of the log was stopped.").initCause(e);
        } finally {
            reader.interrupt();
        }
    }

    private void read(InputStream stream) {
        try {
            put(readAll(stream));
        } catch (Stopped _) {
            // Nobody waits for more.
        }
    }

    private Item readAll(InputStream stream) {
        var collector = new LineBatch.Collector(batch -> put(new Item.Lines(batch)));
        try {
            LineSplitter.split(stream, collector);
            collector.end();
            return new Item.End();
        } catch (IOException e) {
            return new Item.Failure(e);
        } catch (Stopped stopped) {
            throw stopped;
        } catch (RuntimeException e) {
            return new Item.Defect(e);
        }
    }

    private void put(Item item) {
        try {
            queue.put(item);
        } catch (InterruptedException e) {
            throw new Stopped();
        }
    }
}
