package postern.maillog.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Text of a line as people may see it.
public final class LogText {
    /// How much of a line is read; Postfix itself cuts at 2000 bytes (`vstring` limit of `msg_vstream.c` and syslog).
    public static final int LONGEST = 2000;

    private LogText() {}

    /// Decodes UTF-8 where a line read byte by byte holds it, cuts at [#LONGEST] characters and writes control
    /// characters as `\x1b`, so that no terminal or page acts on them.
    public static String shown(String line) {
        if (line.length() <= LONGEST && isPrintable(line)) {
            return line;
        }
        String text = decoded(line.length() > LONGEST ? line.substring(0, LONGEST) : line);
        if (!hasControls(text)) {
            return text;
        }
        var shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isControl(c)) {
                shown.append("\\x%02x".formatted(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) : shown.toString();
    }

    /// Whether nothing has to be done, as with nearly every text.
    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isControl(int c) {
        boolean direction = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
        return direction || (c != '\t' && Character.isISOControl(c));
    }

    private static String decoded(String line) {
        boolean bytes = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c > 0xff) {
                return line;
            }
            bytes |= c >= 0x80;
        }
        if (!bytes) {
            return line;
        }
        try {
            byte[] raw = line.getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return line;
        }
    }
}
