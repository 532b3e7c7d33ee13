/// Unpacks Zstandard (RFC 8878), as log rotation packs logs today.
@NullMarked
package postern.maillog.zstd;

import org.jspecify.annotations.NullMarked;
