package postern.probe;

import java.util.ArrayList;
import java.util.List;

/// A request to stop, shared by whoever asks and whoever works. Stopping runs the registered actions,
/// which close sockets: an interrupt alone may not end a blocked read.
public final class Cancellation {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;

    /// Whether a stop was asked for.
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /// Asks for a stop. Further calls do nothing.
    public void cancel() {
        List<Runnable> toRun;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            toRun = List.copyOf(actions);
            actions.clear();
        }
        toRun.forEach(Runnable::run);
    }

    /// Registers what to do at a stop; done at once if it was already asked for.
    ///
    /// @return forgets the action when closed
    public Registration onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                actions.add(action);
                return () -> {
                    synchronized (this) {
                        actions.remove(action);
                    }
                };
            }
        }
        action.run();
        return () -> {};
    }

    /// A registered action.
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
