package postern.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Finds a host's address with the system's resolver, which has patience of its own and cannot be stopped:
/// it is left behind when time is up.
final class NameLookup {
    private NameLookup() {}

    static InetAddress of(String host, Deadline deadline, Cancellation cancellation) throws IOException {
        CompletableFuture<InetAddress> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("name-lookup").start(() -> {
            try {
                answer.complete(InetAddress.getByName(host));
            } catch (UnknownHostException e) {
                answer.completeExceptionally(e);
            }
        });
        try (Cancellation.Registration _ = cancellation.onCancel(
                () -> answer.completeExceptionally(new TroubleException(new Trouble.Cancelled())))) {
            return answer.get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new TroubleException(new Trouble.NameUnknown());
        } catch (TimeoutException _) {
            throw new TroubleException(new Trouble.TimedOut());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TroubleException(new Trouble.Cancelled());
        }
    }
}
