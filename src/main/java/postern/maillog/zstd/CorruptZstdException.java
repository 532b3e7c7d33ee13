package postern.maillog.zstd;

import java.io.IOException;

/// What was read is no Zstandard, or was damaged.
final class CorruptZstdException extends IOException {
    private static final long serialVersionUID = 1;

    CorruptZstdException() {
        super("The Zstandard data is damaged.");
    }
}
