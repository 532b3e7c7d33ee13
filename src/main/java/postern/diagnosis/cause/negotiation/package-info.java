/// Handshakes that found no version, suite or prime in common, in whosever words, and what widens a list again.
@NullMarked
package postern.diagnosis.cause.negotiation;

import org.jspecify.annotations.NullMarked;
