package postern.diagnosis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// Machines that anybody rents by the hour, known by the names that their providers give them (`rented-hosts.tsv`). Who
/// runs a mail server there gives it a name of its own, since others refuse mail from a host without one.
final class RentedHosts {
    private static final List<Pattern> NAMES = read();

    private RentedHosts() {}

    /// Whether all hosts of a sender are such machines.
    static boolean are(SenderTraffic sender) {
        return sender.peers().stream()
                .allMatch(peer -> NAMES.stream()
                        .anyMatch(name -> name.matcher(peer.peer().name()).find()));
    }

    private static List<Pattern> read() {
        try (var stream = Objects.requireNonNull(RentedHosts.class.getResourceAsStream("rented-hosts.tsv"));
                var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1)[1])
                    .map(name -> Pattern.compile(name, Pattern.CASE_INSENSITIVE))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
