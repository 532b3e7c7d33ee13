package postern.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// Hands a server's words to Commons Net one line at a time, so that nothing behind the reply is taken from
/// the stream, and mends what Commons Net is stricter about than mail servers are: lines may end with a
/// bare line feed, and the last line of a reply may be a bare code (RFC 5321 section 4.2). Keeps the
/// beginning of what was said.
final class SpokenLines extends InputStream {
    private static final int LONGEST_LINE = 4096;
    private static final int MOST_KEPT = 4096;

    private InputStream source;
    private byte[] line = new byte[0];
    private int position;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    SpokenLines(InputStream source) {
        this.source = source;
    }

    /// Goes on over another stream, as after STARTTLS.
    void continueOver(InputStream next) {
        source = next;
    }

    /// What was said since the last call, escaped.
    String takeSaid() {
        String text = Escaped.text(said.toByteArray());
        said.reset();
        return text;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == line.length) {
            line = nextLine();
            position = 0;
            if (line.length == 0) {
                return -1;
            }
        }
        int count = Math.min(length, line.length - position);
        System.arraycopy(line, position, target, offset, count);
        position += count;
        return count;
    }

    private byte[] nextLine() throws IOException {
        var bytes = new ByteArrayOutputStream();
        int next;
        while (bytes.size() < LONGEST_LINE && (next = source.read()) >= 0) {
            if (said.size() < MOST_KEPT) {
                said.write(next);
            }
            if (next == '\n') {
                return mended(bytes.toByteArray());
            }
            bytes.write(next);
        }
        return bytes.toByteArray();
    }

    private static byte[] mended(byte[] raw) {
        int length = raw.length > 0 && raw[raw.length - 1] == '\r' ? raw.length - 1 : raw.length;
        var mended = new ByteArrayOutputStream();
        mended.write(raw, 0, length);
        if (length == 3 && raw[0] >= '2' && raw[0] <= '5') {
            mended.write(' ');
        }
        mended.write('\r');
        mended.write('\n');
        return mended.toByteArray();
    }
}
