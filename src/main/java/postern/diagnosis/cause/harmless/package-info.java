/// What looks guilty and is innocent.
@NullMarked
package postern.diagnosis.cause.harmless;

import org.jspecify.annotations.NullMarked;
