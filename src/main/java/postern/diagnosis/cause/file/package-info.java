/// Files of certificates and keys: missing, unreadable, of the wrong content, not belonging together.
@NullMarked
package postern.diagnosis.cause.file;

import org.jspecify.annotations.NullMarked;
