package postern.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/// Reads from a socket with a deadline and a size limit over any number of reads, so that neither one byte
/// a second nor an endless reply holds anybody up. What goes wrong is a [TroubleException].
final class GuardedInput extends InputStream {
    private final Socket socket;
    private final InputStream source;
    private final Cancellation cancellation;
    private final byte[] buffer = new byte[8192];
    private int start;
    private int end;
    private boolean ended;
    private Deadline deadline;
    private int allowance;

    GuardedInput(Socket socket, Deadline deadline, Cancellation cancellation) throws IOException {
        this.socket = socket;
        this.source = socket.getInputStream();
        this.deadline = deadline;
        this.cancellation = cancellation;
    }

    /// Sets what the coming reads may take, together.
    void allow(Deadline until, int bytes) {
        deadline = until;
        allowance = bytes;
    }

    /// Whether a read has met the end of what the server sent.
    boolean hasEnded() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        if (!fill()) {
            return -1;
        }
        spend(1);
        return buffer[start++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, end - start);
        spend(count);
        System.arraycopy(buffer, start, target, offset, count);
        start += count;
        return count;
    }

    @Override
    public int available() {
        return end - start;
    }

    private void spend(int count) throws TroubleException {
        allowance -= count;
        if (allowance < 0) {
            throw new TroubleException(new Trouble.TooMuch());
        }
    }

    private boolean fill() throws IOException {
        if (cancellation.isCancelled()) {
            throw new TroubleException(new Trouble.Cancelled());
        }
        if (deadline.hasPassed()) {
            throw new TroubleException(new Trouble.TimedOut());
        }
        if (start < end) {
            return true;
        }
        try {
            socket.setSoTimeout(deadline.socketMillis());
            start = 0;
            end = Math.max(0, source.read(buffer));
            ended = end == 0;
            return !ended;
        } catch (IOException e) {
            throw new TroubleException(cancellation.isCancelled() ? new Trouble.Cancelled() : TroubleException.of(e));
        }
    }
}
