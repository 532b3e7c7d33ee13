package postern.diagnosis;

import java.util.List;
import java.util.regex.Pattern;
import postern.table.FactTable;

/// Machines that anybody rents by the hour, known by the names that their providers give them (`rented-hosts.tsv`). Who
/// runs a mail server there gives it a name of its own, since others refuse mail from a host without one.
final class RentedHosts {
    private static final List<Pattern> NAMES = FactTable.rows(RentedHosts.class, "rented-hosts.tsv").stream()
            .map(row -> Pattern.compile(row[1], Pattern.CASE_INSENSITIVE))
            .toList();

    private RentedHosts() {}

    /// Whether all hosts of a sender are such machines.
    static boolean are(SenderTraffic sender) {
        return sender.peers().stream()
                .allMatch(peer -> NAMES.stream()
                        .anyMatch(name -> name.matcher(peer.peer().name()).find()));
    }
}
