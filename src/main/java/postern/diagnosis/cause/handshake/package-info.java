/// Handshakes that break off for neither version nor suite.
@NullMarked
package postern.diagnosis.cause.handshake;

import org.jspecify.annotations.NullMarked;
