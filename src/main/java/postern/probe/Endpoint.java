package postern.probe;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// A service at a host and port.
///
/// @param host    a name or an IPv4 or IPv6 address without brackets
/// @param port    1 to 65535
/// @param service what is spoken there
/// @param address which of the host's addresses; empty for the one the system prefers
public record Endpoint(String host, int port, Service service, Optional<InetAddress> address) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    public Endpoint {
        if (host.isBlank()) {
            throw new IllegalArgumentException("The host is empty.");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("A port is a number from 1 to 65535.");
        }
    }

    /// A service at a host, at whichever address the system prefers.
    public Endpoint(String host, int port, Service service) {
        this(host, port, service, Optional.empty());
    }

    /// The same at one address of the host.
    public Endpoint at(InetAddress one) {
        return new Endpoint(host, port, service, Optional.of(one));
    }

    /// The name to ask the server for in a handshake; empty where the host is an address (RFC 6066 section 3).
    public Optional<String> serverName() {
        return ADDRESS.matcher(host).matches() ? Optional.empty() : Optional.of(host);
    }

    /// Host and port as people write them, an IPv6 address in brackets; with an address of the host as Postfix logs
    /// it: `mail.example.com[192.0.2.25]:25`.
    @Override
    public String toString() {
        String where = host.contains(":") ? "[" + host + "]" : host;
        return where + address.map(one -> "[" + one.getHostAddress() + "]").orElse("") + ":" + port;
    }
}
