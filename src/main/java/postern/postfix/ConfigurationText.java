package postern.postfix;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The text of a configuration file and the encoding that gives its bytes back.
///
/// @param text    the whole text
/// @param charset an encoding that loses nothing of it
record ConfigurationText(String text, Charset charset) {

    static ConfigurationText of(String text) {
        return new ConfigurationText(text, StandardCharsets.UTF_8);
    }

    /// Reads any bytes: UTF-16 where a byte order mark says so, UTF-8 where they are, else one character a
    /// byte.
    static ConfigurationText read(byte[] bytes) {
        if (bytes.length > 1 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE) {
            return decodedOrLatin(bytes, StandardCharsets.UTF_16LE);
        }
        if (bytes.length > 1 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF) {
            return decodedOrLatin(bytes, StandardCharsets.UTF_16BE);
        }
        return decodedOrLatin(bytes, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return text.getBytes(charset);
    }

    ConfigurationText with(String newText) {
        return new ConfigurationText(
                newText, charset.newEncoder().canEncode(newText) ? charset : StandardCharsets.UTF_8);
    }

    List<PhysicalLine> lines() {
        var lines = new ArrayList<PhysicalLine>();
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int next = feed < 0 ? text.length() : feed + 1;
            int stop = feed < 0 ? next : feed > start && text.charAt(feed - 1) == '\r' ? feed - 1 : feed;
            lines.add(new PhysicalLine(lines.size() + 1, text.substring(start, stop), text.substring(stop, next)));
            start = next;
        }
        return lines;
    }

    /// White space as C's `isspace` knows it, which is what Postfix asks.
    static boolean isSpace(char character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }

    static String strip(String text) {
        int start = 0;
        int stop = text.length();
        while (start < stop && isSpace(text.charAt(start))) {
            start++;
        }
        while (stop > start && isSpace(text.charAt(stop - 1))) {
            stop--;
        }
        return text.substring(start, stop);
    }

    private static ConfigurationText decodedOrLatin(byte[] bytes, Charset charset) {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new ConfigurationText(text, charset);
        } catch (CharacterCodingException e) {
            return new ConfigurationText(new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
        }
    }
}
