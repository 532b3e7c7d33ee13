/// Trouble that is no TLS trouble at all, though it is met in the same log.
@NullMarked
package postern.diagnosis.cause.elsewhere;

import org.jspecify.annotations.NullMarked;
