package postern.probe;

import java.time.Duration;

/// A moment after which nothing is waited for any more.
///
/// @param nanos as [System#nanoTime] counts
record Deadline(long nanos) {

    static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /// This moment or the given time from now, whichever comes first.
    Deadline butWithin(Duration duration) {
        Deadline other = after(duration);
        return nanos - other.nanos <= 0 ? this : other;
    }

    boolean hasPassed() {
        return nanos - System.nanoTime() <= 0;
    }

    /// What is left, zero if nothing.
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /// What is left as a socket's timeout: at least one, since zero means forever there.
    int socketMillis() {
        return Math.clamp(remaining().toMillis(), 1, Integer.MAX_VALUE);
    }
}
