package postern.app.step.diagnosis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import postern.remedy.Delivery;
import postern.remedy.PeerForecast;

/// The senders whose mail fares alike now.
///
/// @param delivery how it fares
/// @param names    whose mail, those seen in the log first
record Arrival(Delivery delivery, List<String> names) {
    Arrival {
        names = List.copyOf(names);
    }

    /// The groups that have members: failing ones first, unknown ones last.
    static List<Arrival> of(List<PeerForecast> peers) {
        return Arrays.stream(Delivery.values())
                .sorted(Comparator.comparingInt(Arrival::weight))
                .map(delivery -> new Arrival(
                        delivery,
                        peers.stream()
                                .filter(peer -> peer.now().delivery() == delivery)
                                .sorted(Comparator.comparing(peer -> !peer.wasSeen()))
                                .map(PeerForecast::name)
                                .toList()))
                .filter(group -> !group.names().isEmpty())
                .toList();
    }

    private static int weight(Delivery delivery) {
        return switch (delivery) {
            case FAILS -> 0;
            case PLAINTEXT -> 1;
            case ENCRYPTED -> 2;
            case UNKNOWN -> 3;
        };
    }
}
