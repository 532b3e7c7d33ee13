/// Reads what people paste from other programs: `openssl s_client` and the like.
@NullMarked
package postern.transcript;

import org.jspecify.annotations.NullMarked;
