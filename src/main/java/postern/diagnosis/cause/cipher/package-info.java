/// Suites, key exchange, curves and Diffie-Hellman primes.
@NullMarked
package postern.diagnosis.cause.cipher;

import org.jspecify.annotations.NullMarked;
