/// The vocabulary of TLS: versions, suites, groups, what a client offers, what a server accepts, and
/// what happens when the two meet ([Handshake]).
///
/// Nothing here does I/O or speaks to people; every other room may import this one.
@NullMarked
package postern.tls;

import org.jspecify.annotations.NullMarked;
