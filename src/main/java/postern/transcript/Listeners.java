package postern.transcript;

import java.util.List;

/// What a server listens on, from `ss`, `netstat` or `sockstat`.
///
/// @param source the file's name
/// @param ports  in the order listed, never empty
public record Listeners(String source, List<Listener> ports) implements Observation {
    public Listeners {
        ports = List.copyOf(ports);
    }
}
