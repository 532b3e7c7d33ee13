package postern.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postern.tls.CipherSuite;
import postern.tls.KeyExchange;
import postern.tls.NamedGroup;
import postern.tls.ProtocolVersion;
import postern.tls.SignatureScheme;

/// Reads a server's answer to a [ClientHello] off the wire, up to the point that was asked for.
final class FlightReader {
    private static final int ALERT_RECORD = 21;
    private static final int HANDSHAKE_RECORD = 22;
    private static final int WARNING = 1;
    private static final int CLOSE_NOTIFY = 0;
    /// In clear text (RFC 8446 section 5.1).
    private static final int LONGEST_RECORD = 1 << 14;
    private static final int HELLO_REQUEST = 0;
    private static final int SERVER_HELLO = 2;
    private static final int CERTIFICATE = 11;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int CERTIFICATE_REQUEST = 13;
    private static final int SERVER_HELLO_DONE = 14;
    private static final int CERTIFICATE_STATUS = 22;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int KEY_SHARE = 51;

    /// ECCurveType (RFC 8422 section 5.4).
    private static final int NAMED_CURVE = 3;

    private final InputStream input;
    private final Trouble end;
    private ByteBuffer pending = ByteBuffer.allocate(0);
    private @Nullable ProtocolVersion version;
    private @Nullable CipherSuite suite;
    private Optional<NamedGroup> group = Optional.empty();
    private Optional<BigInteger> prime = Optional.empty();
    private Optional<SignatureScheme> signature = Optional.empty();
    private OptionalInt alertLevel = OptionalInt.empty();
    private final Set<Integer> extensions = new HashSet<>();
    private boolean compressed;
    private final List<byte[]> certificates = new ArrayList<>();

    private FlightReader(InputStream input, Trouble end) {
        this.input = input;
        this.end = end;
    }

    /// Reads an answer. A choice of version and suite is enough, whatever is wrong with what comes behind.
    ///
    /// @param whole whether to wait for certificates and key exchange, which TLS 1.3 encrypts, or only for
    ///              the choice of version and suite
    /// @throws TroubleException if the answer is an alert, is not TLS, or does not come
    static ServerFlight read(InputStream input, boolean whole) throws IOException {
        return read(new FlightReader(input, new Trouble.Closed()), whole);
    }

    /// Reads what was recorded of an answer, as far as it goes.
    ///
    /// @param end why no more was recorded
    static ServerFlight recorded(byte[] bytes, Trouble end) throws IOException {
        return read(new FlightReader(new ByteArrayInputStream(bytes), end), true);
    }

    private static ServerFlight read(FlightReader reader, boolean whole) throws IOException {
        try {
            reader.advance(whole);
        } catch (BufferUnderflowException _) {
            return reader.flight();
        } catch (TroubleException e) {
            boolean waited = e.trouble() instanceof Trouble.TimedOut || e.trouble() instanceof Trouble.Cancelled;
            if (reader.suite == null || waited) {
                throw e;
            }
        }
        return reader.flight();
    }

    private void advance(boolean whole) throws IOException {
        boolean done = false;
        while (!done) {
            ByteBuffer message = nextMessage();
            int type = message.get() & 0xff;
            ByteBuffer body = vector(message, 3);
            if (type != HELLO_REQUEST && (type == SERVER_HELLO) != (version == null)) {
                throw new TroubleException(new Trouble.NotTls());
            }
            switch (type) {
                case SERVER_HELLO -> {
                    serverHello(body);
                    done = !whole || version == ProtocolVersion.TLSV1_3;
                }
                case CERTIFICATE -> certificates(body);
                case SERVER_KEY_EXCHANGE -> keyExchange(body);
                case SERVER_HELLO_DONE -> done = true;
                case HELLO_REQUEST, CERTIFICATE_REQUEST, CERTIFICATE_STATUS -> {
                    // Not asked about here.
                }
                default -> throw new TroubleException(new Trouble.NotTls());
            }
        }
    }

    private ServerFlight flight() throws TroubleException {
        if (version == null || suite == null) {
            throw new TroubleException(new Trouble.NotTls());
        }
        return new ServerFlight(version, suite, group, prime, signature, extensions, compressed, certificates);
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
        byte[] header = exactly(5);
        int type = header[0] & 0xff;
        int length = (header[3] & 0xff) << 8 | (header[4] & 0xff);
        if (!beginsRecord(type) || header[1] != 3 || length == 0 || length > LONGEST_RECORD) {
            throw new TroubleException(new Trouble.NotTls());
        }
        byte[] content = exactly(length);
        return type == ALERT_RECORD ? passed(content) : content;
    }

    private byte[] exactly(int count) throws IOException {
        byte[] bytes = input.readNBytes(count);
        if (bytes.length < count) {
            throw new TroubleException(end);
        }
        return bytes;
    }

    /// A warning does not end a handshake: servers send one where they do not know the name they were asked for
    /// (RFC 6066 section 3) and go on.
    ///
    /// @return nothing, in place of handshake bytes
    private byte[] passed(byte[] content) throws TroubleException {
        for (byte next : content) {
            if (alertLevel.isEmpty()) {
                alertLevel = OptionalInt.of(next);
            } else if (alertLevel.getAsInt() != WARNING || next == CLOSE_NOTIFY) {
                throw new TroubleException(new Trouble.Alert(next & 0xff));
            } else {
                alertLevel = OptionalInt.empty();
            }
        }
        return new byte[0];
    }

    /// Whether a record of an answer may begin with this byte.
    static boolean beginsRecord(int first) {
        return first == ALERT_RECORD || first == HANDSHAKE_RECORD;
    }

    private void serverHello(ByteBuffer body) throws TroubleException {
        int legacy = body.getShort() & 0xffff;
        skip(body, 32);
        vector(body, 1);
        int code = body.getShort() & 0xffff;
        compressed = body.get() != 0;
        int chosen = legacy;
        if (body.hasRemaining()) {
            ByteBuffer answers = vector(body, 2);
            while (answers.hasRemaining()) {
                int type = answers.getShort() & 0xffff;
                extensions.add(type);
                ByteBuffer content = vector(answers, 2);
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
            ByteBuffer number = vector(body, 2);
            byte[] bytes = new byte[number.remaining()];
            number.get(bytes);
            prime = Optional.of(new BigInteger(1, bytes));
            vector(body, 2);
            vector(body, 2);
        } else if (suite.keyExchange() == KeyExchange.ECDHE && body.get() == NAMED_CURVE) {
            group = NamedGroup.coded(body.getShort() & 0xffff);
            vector(body, 1);
        } else {
            return;
        }
        if (version == ProtocolVersion.TLSV1_2 && !suite.isAnonymous()) {
            signature = SignatureScheme.coded(body.getShort() & 0xffff);
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
