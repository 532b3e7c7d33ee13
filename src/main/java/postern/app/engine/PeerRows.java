package postern.app.engine;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import postern.remedy.Delivery;
import postern.remedy.Forecast;
import postern.remedy.PeerForecast;

/// Who is worth a row of the table of senders, and in which order.
public final class PeerRows {
    private PeerRows() {}

    /// Every sender, and of what further senders may run what has trouble; those seen in the log first, then those that
    /// fail now.
    public static List<PeerForecast> of(List<PeerForecast> senders, List<PeerForecast> others) {
        return Stream.concat(senders.stream(), others.stream().filter(PeerRows::hasTrouble))
                .sorted(Comparator.comparing((PeerForecast peer) -> !peer.wasSeen())
                        .thenComparingInt(peer -> urgency(peer.now().delivery()))
                        .thenComparing(PeerForecast::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    private static int urgency(Delivery delivery) {
        return switch (delivery) {
            case FAILS -> 0;
            case PLAINTEXT -> 1;
            case UNKNOWN -> 2;
            case ENCRYPTED -> 3;
        };
    }

    private static boolean hasTrouble(PeerForecast other) {
        return Stream.of(other.now(), other.after())
                .map(Forecast::delivery)
                .anyMatch(delivery -> delivery == Delivery.FAILS || delivery == Delivery.PLAINTEXT);
    }
}
