package postern.probe;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import postern.tls.CipherSuite;
import postern.tls.KeyExchange;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;

/// Reads a server's answer to a [ClientHello] off the wire, up to the point that was asked for.
final class FlightReader {
    private static final int ALERT_RECORD = 21;
    private static final int HANDSHAKE_RECORD = 22;
    private static final int WARNING = 1;
    private static final int CLOSE_NOTIFY = 0;
    private static final int LONGEST_RECORD = (1 << 14) + 2048;
    private static final int SERVER_HELLO = 2;
    private static final int CERTIFICATE = 11;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int SERVER_HELLO_DONE = 14;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int KEY_SHARE = 51;

    private final GuardedInput input;
    private ByteBuffer pending = ByteBuffer.allocate(0);
    private @Nullable ProtocolVersion version;
    private @Nullable CipherSuite suite;
    private Optional<NamedGroup> group = Optional.empty();
    private OptionalInt dhBits = OptionalInt.empty();
    private final List<byte[]> certificates = new ArrayList<>();

    private FlightReader(GuardedInput input) {
        this.input = input;
    }

    /// Reads an answer.
    ///
    /// @param whole whether to wait for certificates and key exchange, which TLS 1.3 encrypts, or only for
    ///              the choice of version and suite
    /// @throws TroubleException if the answer is an alert, is not TLS, or does not come
    static ServerFlight read(GuardedInput input, boolean whole) throws IOException {
        FlightReader reader = new FlightReader(input);
        try {
            return reader.flight(whole);
        } catch (BufferUnderflowException _) {
            throw new TroubleException(new Trouble.NotTls());
        }
    }

    private ServerFlight flight(boolean whole) throws IOException {
        boolean done = false;
        while (!done) {
            ByteBuffer message = nextMessage();
            int type = message.get() & 0xff;
            ByteBuffer body = vector(message, 3);
            switch (type) {
                case SERVER_HELLO -> {
                    serverHello(body);
                    done = !whole || version == ProtocolVersion.TLSV1_3;
                }
                case CERTIFICATE -> certificates(body);
                case SERVER_KEY_EXCHANGE -> keyExchange(body);
                case SERVER_HELLO_DONE -> done = true;
                default -> {
                    // Requests for client certificates and stapled answers are not asked about here.
                }
            }
        }
        if (version == null || suite == null) {
            throw new TroubleException(new Trouble.NotTls());
        }
        return new ServerFlight(version, suite, group, dhBits, certificates);
    }

    /// A whole handshake message with its header, put together from as many records as it takes.
    private ByteBuffer nextMessage() throws IOException {
        while (pending.remaining() < 4 || pending.remaining() < 4 + length(pending)) {
            append(nextRecord());
        }
        int size = 4 + length(pending);
        ByteBuffer message = pending.slice(pending.position(), size);
        pending.position(pending.position() + size);
        return message;
    }

    private static int length(ByteBuffer message) {
        int at = message.position();
        return (message.get(at + 1) & 0xff) << 16 | (message.get(at + 2) & 0xff) << 8 | (message.get(at + 3) & 0xff);
    }

    private void append(byte[] more) {
        ByteBuffer joined = ByteBuffer.allocate(pending.remaining() + more.length);
        joined.put(pending).put(more).flip();
        pending = joined;
    }

    private byte[] nextRecord() throws IOException {
        byte[] header = input.readExactly(5);
        int type = header[0] & 0xff;
        int length = (header[3] & 0xff) << 8 | (header[4] & 0xff);
        if ((type != ALERT_RECORD && type != HANDSHAKE_RECORD)
                || header[1] != 3
                || length == 0
                || length > LONGEST_RECORD) {
            throw new TroubleException(new Trouble.NotTls());
        }
        byte[] content = input.readExactly(length);
        return type == ALERT_RECORD ? passed(content) : content;
    }

    /// A warning does not end a handshake: servers send one where they do not know the name they were asked for
    /// (RFC 6066 section 3) and go on.
    ///
    /// @return nothing, in place of handshake bytes
    private static byte[] passed(byte[] alert) throws TroubleException {
        if (alert.length < 2) {
            throw new TroubleException(new Trouble.NotTls());
        }
        int description = alert[1] & 0xff;
        if (alert[0] != WARNING || description == CLOSE_NOTIFY) {
            throw new TroubleException(new Trouble.Alert(description));
        }
        return new byte[0];
    }

    private void serverHello(ByteBuffer body) throws TroubleException {
        int legacy = body.getShort() & 0xffff;
        skip(body, 32);
        vector(body, 1);
        int code = body.getShort() & 0xffff;
        body.get();
        int chosen = legacy;
        if (body.hasRemaining()) {
            ByteBuffer extensions = vector(body, 2);
            while (extensions.hasRemaining()) {
                int type = extensions.getShort() & 0xffff;
                ByteBuffer content = vector(extensions, 2);
                if (type == SUPPORTED_VERSIONS) {
                    chosen = content.getShort() & 0xffff;
                } else if (type == KEY_SHARE) {
                    group = NamedGroup.coded(content.getShort() & 0xffff);
                }
            }
        }
        version = ProtocolVersion.coded(chosen).orElseThrow(() -> new TroubleException(new Trouble.NotTls()));
        suite = CipherSuite.coded(code).orElseThrow(() -> new TroubleException(new Trouble.NotTls()));
    }

    private void certificates(ByteBuffer body) {
        ByteBuffer list = vector(body, 3);
        while (list.hasRemaining()) {
            ByteBuffer one = vector(list, 3);
            byte[] der = new byte[one.remaining()];
            one.get(der);
            certificates.add(der);
        }
    }

    private void keyExchange(ByteBuffer body) {
        if (suite == null) {
            return;
        }
        if (suite.keyExchange() == KeyExchange.DHE) {
            ByteBuffer prime = vector(body, 2);
            byte[] bytes = new byte[prime.remaining()];
            prime.get(bytes);
            dhBits = OptionalInt.of(new java.math.BigInteger(1, bytes).bitLength());
        } else if (suite.keyExchange() == KeyExchange.ECDHE && body.get() == 3) {
            group = NamedGroup.coded(body.getShort() & 0xffff);
        }
    }

    private static ByteBuffer vector(ByteBuffer from, int lengthBytes) {
        int length = 0;
        for (int i = 0; i < lengthBytes; i++) {
            length = length << 8 | (from.get() & 0xff);
        }
        ByteBuffer content = from.slice(from.position(), checked(from, length));
        from.position(from.position() + length);
        return content;
    }

    private static void skip(ByteBuffer from, int count) {
        from.position(from.position() + checked(from, count));
    }

    private static int checked(ByteBuffer from, int length) {
        if (length > from.remaining()) {
            throw new BufferUnderflowException();
        }
        return length;
    }
}
