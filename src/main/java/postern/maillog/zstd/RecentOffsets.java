package postern.maillog.zstd;

import java.io.IOException;

/// The offsets used last, which sequences name by number (RFC 8878 section 3.1.1.5).
final class RecentOffsets {
    private int first = 1;
    private int second = 4;
    private int third = 8;

    /// The offset that a value stands for.
    ///
    /// @param shifted whether there were no literals, which moves the numbers on by one
    int offset(int value, boolean shifted) throws IOException {
        int number = value > 3 ? 4 : value + (shifted ? 1 : 0);
        int offset = switch (value > 3 ? 0 : number) {
            case 0 -> value - 3;
            case 1 -> first;
            case 2 -> second;
            case 3 -> third;
            default -> first - 1;
        };
        if (offset <= 0) {
            throw new CorruptZstdException();
        }
        if (number > 2) {
            third = second;
        }
        if (number > 1) {
            second = first;
        }
        first = offset;
        return offset;
    }
}
