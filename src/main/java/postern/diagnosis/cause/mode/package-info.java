/// Whether TLS is offered, on the right port and in the right mode.
@NullMarked
package postern.diagnosis.cause.mode;

import org.jspecify.annotations.NullMarked;
