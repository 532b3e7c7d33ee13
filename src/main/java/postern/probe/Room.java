package postern.probe;

import java.util.concurrent.Semaphore;

/// How many connections may be open at once: some at first, and only one after the server has said that these
/// are too many (421 or 450).
final class Room extends Semaphore {
    private static final long serialVersionUID = 1L;

    private int size;

    Room(int size) {
        super(size);
        this.size = size;
    }

    synchronized void shrink() {
        reducePermits(size - 1);
        size = 1;
    }
}
