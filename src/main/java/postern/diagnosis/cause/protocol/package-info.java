/// Versions of TLS that one side refuses, and who must give way.
@NullMarked
package postern.diagnosis.cause.protocol;

import org.jspecify.annotations.NullMarked;
