package postern.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import postern.probe.Cancellation;
import postern.probe.Endpoint;
import postern.probe.Scan;
import postern.probe.ScanListener;
import postern.probe.ScanOptions;
import postern.probe.Scanner;

/// Looks at several endpoints: a few machines at the same time, those of one host or one address one after the other,
/// for they may be one machine, and its patience is not to be tried.
final class Looks {
    private static final int MACHINES_AT_ONCE = 3;

    private Looks() {}

    /// Looks.
    ///
    /// @return one scan for each endpoint, in their order; after a cancellation those that were begun
    static List<Scan> at(
            List<Endpoint> endpoints, ScanOptions options, ScanListener listener, Cancellation cancellation) {
        Map<Endpoint, Scan> scans = new ConcurrentHashMap<>();
        try (ExecutorService tasks = Executors.newFixedThreadPool(
                MACHINES_AT_ONCE, Thread.ofVirtual().name("machine-", 0).factory())) {
            machines(endpoints)
                    .forEach(machine -> tasks.execute(() -> machine.forEach(endpoint -> {
                        if (!cancellation.isCancelled()) {
                            scans.put(endpoint, Scanner.scan(endpoint, options, listener, cancellation));
                        }
                    })));
        }
        return endpoints.stream()
                .distinct()
                .filter(scans::containsKey)
                .map(endpoint -> scans.get(endpoint))
                .toList();
    }

    /// The endpoints of each machine. Two that share a host or an address are of one, and so are two that each share
    /// one with a third.
    static List<List<Endpoint>> machines(List<Endpoint> endpoints) {
        List<List<Endpoint>> machines = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            List<List<Endpoint>> same = machines.stream()
                    .filter(machine -> machine.stream().anyMatch(other -> isOneMachine(other, endpoint)))
                    .toList();
            machines.removeAll(same);
            machines.add(Stream.concat(same.stream().flatMap(List::stream), Stream.of(endpoint))
                    .toList());
        }
        return machines;
    }

    private static boolean isOneMachine(Endpoint one, Endpoint other) {
        return one.host().equalsIgnoreCase(other.host())
                || (one.address().isPresent() && one.address().equals(other.address()));
    }
}
