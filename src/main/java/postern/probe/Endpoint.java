package postern.probe;

import java.util.Optional;
import java.util.regex.Pattern;

/// A service at a host and port.
///
/// @param host    a name or an IPv4 or IPv6 address without brackets
/// @param port    1 to 65535
/// @param service what is spoken there
public record Endpoint(String host, int port, Service service) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    public Endpoint {
        if (host.isBlank()) {
            throw new IllegalArgumentException("The host is empty.");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("A port is a number from 1 to 65535.");
        }
    }

    /// The name to ask the server for in a handshake; empty where the host is an address (RFC 6066 section 3).
    public Optional<String> serverName() {
        return ADDRESS.matcher(host).matches() ? Optional.empty() : Optional.of(host);
    }

    /// Host and port as people write them, an IPv6 address in brackets.
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
