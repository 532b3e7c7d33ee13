package postern.probe;

import java.nio.charset.StandardCharsets;

/// A server's bytes as text that cannot do anything: printable ASCII stays, every other byte becomes
/// `\x..`, a line's end a line feed.
final class Escaped {
    private Escaped() {}

    static String text(byte[] bytes) {
        var text = new StringBuilder(bytes.length);
        for (char c : new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .toCharArray()) {
            if (c == '\n' || (c >= ' ' && c < 0x7f)) {
                text.append(c);
            } else {
                text.append("\\x%02x".formatted((int) c));
            }
        }
        return text.toString().stripTrailing();
    }
}
