/// TLS policy tables, DANE (RFC 7672) and MTA-STS (RFC 8461).
@NullMarked
package postern.diagnosis.cause.policy;

import org.jspecify.annotations.NullMarked;
