package postern.maillog.sieve;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import postern.maillog.account.PeerAccounts;
import postern.maillog.bytes.Chunk;
import postern.maillog.bytes.ChunkReader;
import postern.maillog.session.Detail;

/// Shares a log between the processors: one thread cuts it into chunks, each of several sifts a part of them, and
/// the results come together in the order of the log in the caller's thread.
public final class LinePipeline {
    private static final int MOST_SIEVES = 4;

    private final List<Worker> workers = new ArrayList<>();
    private final BlockingQueue<Future<Optional<LineBatch>>> results;

    /// A sieve and the one thread that uses it.
    private record Worker(Sieve sieve, ExecutorService thread) {
        Worker(int number, Detail detail) {
            this(
                    new Sieve(detail),
                    Executors.newSingleThreadExecutor(Thread.ofPlatform()
                            .daemon()
                            .name("log-sieve-" + number)
                            .factory()));
        }

        Future<Optional<LineBatch>> sift(Chunk chunk, ChunkReader chunks) {
            return thread.submit(() -> {
                LineBatch batch = sieve.sift(chunk.text(), chunk.closed());
                chunks.reuse(chunk);
                return Optional.of(batch);
            });
        }
    }

    private LinePipeline(int sieves, Detail detail) {
        for (int i = 0; i < sieves; i++) {
            workers.add(new Worker(i, detail));
        }
        results = new ArrayBlockingQueue<>(2 * sieves);
    }

    /// Takes what the lines hold.
    public interface Receiver {
        /// Takes the next lines.
        void batch(LineBatch batch);

        /// Where the sessions of peers that were counted are added to, when all lines are read.
        PeerAccounts accounts();
    }

    /// Hands all lines over.
    ///
    /// @throws InterruptedIOException if the calling thread is interrupted
    /// @throws IOException            if the stream cannot be read
    public static void run(ChunkReader chunks, Detail detail, Receiver receiver) throws IOException {
        int processors = Runtime.getRuntime().availableProcessors();
        new LinePipeline(Math.clamp(processors, 1, MOST_SIEVES), detail).pump(chunks, receiver);
    }

    private void pump(ChunkReader chunks, Receiver receiver) throws IOException {
        Thread reader = Thread.ofPlatform().daemon().name("log-chunks").start(() -> read(chunks));
        try {
            Optional<LineBatch> batch = results.take().get();
            while (batch.isPresent()) {
                receiver.batch(batch.get());
                batch = results.take().get();
            }
            workers.forEach(worker -> worker.sieve().peers(receiver.accounts()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("The reading of the log was stopped.").initCause(e);
        } catch (ExecutionException e) {
            throw reason(e);
        } finally {
            reader.interrupt();
            workers.forEach(worker -> worker.thread().shutdownNow());
        }
    }

    private static IOException reason(ExecutionException failed) {
        return switch (failed.getCause()) {
            case IOException unreadable -> unreadable;
            case RuntimeException defect -> throw defect;
            case Error error -> throw error;
            case null, default -> new IOException(failed);
        };
    }

    private void read(ChunkReader chunks) {
        try {
            results.put(readAll(chunks));
        } catch (InterruptedException _) {
            // Nobody waits for more.
        }
    }

    /// What comes after the last chunk: the end, or the reason why there is no more.
    private Future<Optional<LineBatch>> readAll(ChunkReader chunks) throws InterruptedException {
        try {
            int turn = 0;
            for (Chunk chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                results.put(workers.get(turn).sift(chunk, chunks));
                turn = chunk.closed() ? (turn + 1) % workers.size() : turn;
            }
            return CompletableFuture.completedFuture(Optional.empty());
        } catch (IOException | RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
