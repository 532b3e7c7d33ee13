package postern.app.engine;

import java.util.List;
import java.util.Optional;
import postern.evidence.Problem;

/// What to check. Two equal requests need only one check.
///
/// @param problem which traffic is in trouble; empty to look at everything
/// @param server  the server field as typed; empty if no server is to be contacted
/// @param inputs  files and pasted texts, in the order given
public record CheckRequest(Optional<Problem> problem, String server, List<Input> inputs) {
    public CheckRequest {
        server = server.strip();
        inputs = List.copyOf(inputs);
    }
}
