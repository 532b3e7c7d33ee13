package postern.probe;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A server's side of TLS, byte by byte and with no cryptography at all, so that any part of it can be wrong.
final class OddTls {
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int HELLO_REQUEST = 0;
    static final int SERVER_HELLO = 2;
    static final int CERTIFICATE = 11;
    static final int KEY_EXCHANGE = 12;
    static final int CERTIFICATE_REQUEST = 13;
    static final int HELLO_DONE = 14;
    static final int TLS12 = 0x0303;
    static final int TLS13 = 0x0304;

    /// ECDHE-RSA-AES128-GCM-SHA256, DHE-RSA-AES128-GCM-SHA256, AES128-GCM-SHA256, TLS_AES_128_GCM_SHA256.
    static final int ECDHE = 0xC02F;
    static final int DHE = 0x009E;
    static final int RSA = 0x009C;
    static final int AES13 = 0x1301;

    private OddTls() {}

    /// What a client offered.
    record Offer(List<Integer> versions, List<Integer> suites) {
        boolean has(int version, int suite) {
            return versions.contains(version) && suites.contains(suite);
        }
    }

    /// What to send back.
    interface Answer {
        byte[] to(Offer offer) throws IOException;
    }

    /// After STARTTLS answers every hello, says no more, and waits for the client to leave.
    static OddServer.Behaviour answers(Answer answer) {
        return OddServer.afterStartTls(hello(answer));
    }

    static OddServer.Behaviour hello(Answer answer) {
        return (client, in, out) -> {
            out.write(answer.to(offer(in)));
            out.flush();
            client.shutdownOutput();
            in.readAllBytes();
        };
    }

    /// Answers a hello that allows this version and suite, and refuses every other as servers do.
    static OddServer.Behaviour speaks(int version, int suite, Answer answer) {
        return answers(offer -> offer.has(version, suite)
                ? answer.to(offer)
                : alert(2, offer.versions().contains(version) ? 40 : 70));
    }

    static Offer offer(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        byte[] header = data.readNBytes(5);
        if (header.length < 5) {
            throw new IOException("no hello");
        }
        ByteBuffer hello = ByteBuffer.wrap(data.readNBytes((header[3] & 0xff) << 8 | (header[4] & 0xff)));
        hello.position(4);
        int legacy = hello.getShort() & 0xffff;
        hello.position(hello.position() + 32);
        skip(hello, hello.get() & 0xff);
        List<Integer> suites = numbers(hello, hello.getShort() & 0xffff);
        skip(hello, hello.get() & 0xff);
        List<Integer> versions = new ArrayList<>(List.of(legacy));
        if (hello.hasRemaining()) {
            hello.getShort();
        }
        while (hello.hasRemaining()) {
            int type = hello.getShort() & 0xffff;
            int length = hello.getShort() & 0xffff;
            if (type == 43) {
                hello.get();
                versions = numbers(hello, length - 1);
            } else {
                skip(hello, length);
            }
        }
        return new Offer(versions, suites);
    }

    private static void skip(ByteBuffer buffer, int count) {
        buffer.position(buffer.position() + count);
    }

    private static List<Integer> numbers(ByteBuffer buffer, int bytes) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < bytes; i += 2) {
            numbers.add(buffer.getShort() & 0xffff);
        }
        return numbers;
    }

    static byte[] record(int type, byte[]... parts) {
        byte[] content = join(parts);
        return recordOfLength(type, content.length, content);
    }

    /// A record whose header may not tell the truth.
    static byte[] recordOfLength(int type, int length, byte[] content) {
        return join(bytes(type, 3, 3), number(2, length), content);
    }

    /// The same content in records of so many bytes.
    static byte[] split(byte[] content, int size) {
        var all = new ByteArrayOutputStream();
        for (int from = 0; from < content.length; from += size) {
            int length = Math.min(size, content.length - from);
            byte[] part = new byte[length];
            System.arraycopy(content, from, part, 0, length);
            all.writeBytes(record(HANDSHAKE, part));
        }
        return all.toByteArray();
    }

    static byte[] message(int type, byte[]... parts) {
        return join(bytes(type), vector(3, parts));
    }

    static byte[] alert(int level, int description) {
        return record(ALERT, bytes(level, description));
    }

    static byte[] helloMessage(int version, int suite, byte[]... extensions) {
        return helloMessage(version, new byte[32], vector(1), suite, extensions);
    }

    static byte[] helloMessage(int version, byte[] random, byte[] session, int suite, byte[]... extensions) {
        return message(
                SERVER_HELLO,
                number(2, version),
                random,
                session,
                number(2, suite),
                bytes(0),
                extensions.length == 0 ? bytes() : vector(2, extensions));
    }

    static byte[] extension(int type, byte[]... content) {
        return join(number(2, type), vector(2, content));
    }

    static byte[] certificateMessage(List<byte[]> certificates) {
        return message(
                CERTIFICATE,
                vector(3, certificates.stream().map(one -> vector(3, one)).toArray(byte[][]::new)));
    }

    /// An ephemeral point on X25519, under a signature of nothing.
    static byte[] keyExchangeMessage(byte[] point) {
        return message(KEY_EXCHANGE, bytes(3), number(2, 29), point, bytes(4, 1), vector(2, new byte[256]));
    }

    /// A whole first flight of TLS 1.2 with these messages behind the hello.
    static byte[] flight(int suite, byte[]... messages) {
        byte[] renegotiation = extension(0xff01, bytes(0));
        return join(record(HANDSHAKE, helloMessage(TLS12, suite, renegotiation)), split(join(messages), 1 << 14));
    }

    static byte[] vector(int lengthBytes, byte[]... parts) {
        byte[] content = join(parts);
        return join(number(lengthBytes, content.length), content);
    }

    static byte[] number(int size, int value) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (value >>> (8 * (size - 1 - i)));
        }
        return bytes;
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] times(int count, byte[] bytes) {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }
}
