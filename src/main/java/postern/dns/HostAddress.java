package postern.dns;

import java.net.InetAddress;
import postern.tls.Answer;

/// An address of a mail host and what the reverse DNS says of it. Some servers check that of those who deliver to
/// them; it has no bearing on TLS.
///
/// @param names     the address's names (PTR)
/// @param confirmed whether one of its names leads back to it
public record HostAddress(InetAddress address, Lookup<String> names, Answer confirmed) {}
