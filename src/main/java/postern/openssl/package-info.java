/// What OpenSSL does, release by release.
@NullMarked
package postern.openssl;

import org.jspecify.annotations.NullMarked;
