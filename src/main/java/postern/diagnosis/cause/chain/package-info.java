/// What leads from the certificate to a root: missing, expired or in the wrong order.
@NullMarked
package postern.diagnosis.cause.chain;

import org.jspecify.annotations.NullMarked;
