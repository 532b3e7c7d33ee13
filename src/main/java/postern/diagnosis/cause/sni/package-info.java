/// Which certificate is shown for which name (RFC 6066 section 3).
@NullMarked
package postern.diagnosis.cause.sni;

import org.jspecify.annotations.NullMarked;
