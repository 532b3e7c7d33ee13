package postern.maillog;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/// Text of another encoding as a stream of UTF-8.
final class Utf8Stream extends InputStream {
    private static final int CHARACTERS = 8192;

    private final Reader reader;
    private final char[] characters = new char[CHARACTERS];
    private byte[] bytes = {};
    private int at;

    Utf8Stream(Reader reader) {
        this.reader = reader;
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        if (at < bytes.length) {
            return true;
        }
        int count = reader.read(characters);
        if (count > 0 && Character.isHighSurrogate(characters[count - 1]) && count < CHARACTERS) {
            int low = reader.read();
            characters[count] = (char) low;
            count += low < 0 ? 0 : 1;
        }
        bytes = count <= 0 ? new byte[0] : new String(characters, 0, count).getBytes(StandardCharsets.UTF_8);
        at = 0;
        return bytes.length > 0;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
