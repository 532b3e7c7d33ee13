/// The delivering side as configured and logged: its level, its policies, what it thinks of the other's certificate.
@NullMarked
package postern.diagnosis.cause.delivery;

import org.jspecify.annotations.NullMarked;
