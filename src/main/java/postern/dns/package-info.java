/// What the DNS and the policy host of a domain say about mail: MX, addresses, TLSA, MTA-STS, TLS reporting.
///
/// Lookups tell apart what is not there, what could not be found out, and why. Only this room knows dnsjava.
@NullMarked
package postern.dns;

import org.jspecify.annotations.NullMarked;
