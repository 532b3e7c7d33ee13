package postern.probe;

import java.io.ByteArrayOutputStream;

/// Numbers and vectors in network order (RFC 8446 section 3).
final class WireBytes extends ByteArrayOutputStream {
    WireBytes number(int size, int value) {
        for (int shift = (size - 1) * 8; shift >= 0; shift -= 8) {
            write(value >>> shift);
        }
        return this;
    }

    WireBytes raw(byte[] bytes) {
        writeBytes(bytes);
        return this;
    }

    WireBytes vector(int lengthBytes, byte[] content) {
        return number(lengthBytes, content.length).raw(content);
    }

    WireBytes extension(int type, byte[] content) {
        return number(2, type).vector(2, content);
    }
}
