package postern.app.engine;

import java.util.List;
import postern.probe.Endpoint;

/// What the server field means.
public sealed interface ServerReading {

    /// The field is empty.
    record Empty() implements ServerReading {}

    /// The field names a server.
    ///
    /// @param endpoints   what would be contacted, as far as known
    /// @param sentence    what was understood
    /// @param mayBeDomain whether the DNS may tell that it is a mail domain, whose servers have other names
    record Named(List<Endpoint> endpoints, String sentence, boolean mayBeDomain) implements ServerReading {
        public Named {
            endpoints = List.copyOf(endpoints);
        }
    }

    /// The field cannot be read.
    ///
    /// @param sentence what would be valid
    record NotUnderstood(String sentence) implements ServerReading {}
}
