package postern.maillog.bytes;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.io.input.ReaderInputStream;
import postern.maillog.zstd.ZstdStream;

/// Opens what holds a text: unpacks it (gzip, RFC 1952; Zstandard, RFC 8878) and turns UTF-16, which
/// Windows programs write, into UTF-8. All other bytes come as they are.
public final class PlainText {
    private static final int HEAD = 4;
    private static final int BUFFER = 1 << 16;
    /// The first four bytes of Zstandard, two by two as [#number] reads them.
    private static final int ZSTD = Integer.reverseBytes(ZstdStream.MAGIC);

    private PlainText() {}

    /// The text of a stream, which need not be buffered; closing it closes the stream.
    ///
    /// @throws IOException if the stream cannot be read, or what it begins with promises a packing it does not hold
    public static InputStream of(InputStream stream) throws IOException {
        InputStream in = new BufferedInputStream(stream, BUFFER);
        byte[] head = head(in);
        if (head.length >= 2 && number(head, 0) == 0x1f8b) {
            in = new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
            head = head(in);
        }
        if (head.length == HEAD && (number(head, 0) << 16 | number(head, 2)) == ZSTD) {
            in = new BufferedInputStream(new ZstdStream(in), BUFFER);
            head = head(in);
        }
        Optional<Charset> wide = wide(head);
        return wide.isEmpty()
                ? in
                : ReaderInputStream.builder()
                        .setReader(new InputStreamReader(in, wide.get()))
                        .setCharset(StandardCharsets.UTF_8)
                        .get();
    }

    /// Whether bytes are those that a packed text begins with, so that what follows cannot be read alone.
    ///
    /// @param length how many of the bytes count
    public static boolean isPacked(byte[] bytes, int length) {
        return (length >= 2 && number(bytes, 0) == 0x1f8b)
                || (length >= HEAD && (number(bytes, 0) << 16 | number(bytes, 2)) == ZSTD);
    }

    private static byte[] head(InputStream in) throws IOException {
        in.mark(HEAD);
        byte[] head = in.readNBytes(HEAD);
        in.reset();
        return head;
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    /// UTF-16 with its mark (RFC 2781 section 3.2), or without it where it begins with two letters of ASCII.
    private static Optional<Charset> wide(byte[] head) {
        if (head.length >= 2 && (number(head, 0) == 0xfffe || number(head, 0) == 0xfeff)) {
            return Optional.of(StandardCharsets.UTF_16);
        }
        if (head.length < HEAD || (head[0] == 0 && head[1] == 0)) {
            return Optional.empty();
        }
        if (head[0] > 0 && head[1] == 0 && head[2] > 0 && head[3] == 0) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return head[0] == 0 && head[1] > 0 && head[2] == 0 && head[3] > 0
                ? Optional.of(StandardCharsets.UTF_16BE)
                : Optional.empty();
    }
}
