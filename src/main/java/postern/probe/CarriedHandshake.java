package postern.probe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.Optional;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.jspecify.annotations.Nullable;
import postern.tls.ProtocolVersion;

/// A handshake carried through to its end as far as Bouncy Castle can, so that it is no failure in the server's
/// log. What the server answered is read off the wire all the same.
final class CarriedHandshake {
    /// Enough for a whole handshake with the longest honest chains.
    static final int MOST_BYTES = 256 << 10;

    private final HelloClient client;
    private final Protocol protocol;
    private final Recorded recorded;
    private Optional<Trouble> trouble = Optional.empty();

    private CarriedHandshake(Conversation conversation, ClientHello hello) {
        this.client = new HelloClient(hello);
        this.recorded = new Recorded(conversation.input());
        this.protocol = new Protocol(recorded, conversation.output());
    }

    /// Whether Bouncy Castle can speak what is offered; it knows nothing older than TLS 1.0.
    static boolean canCarry(ClientHello hello) {
        return hello.versions().getLast().compareTo(ProtocolVersion.TLSV1) >= 0
                && !hello.has(HelloExtra.LaterVersion.class)
                && !hello.has(HelloExtra.Compression.class);
    }

    /// Shakes hands to the end.
    ///
    /// @throws TroubleException if it does not come to an end
    static CarriedHandshake through(Conversation conversation, ClientHello hello) throws TroubleException {
        CarriedHandshake handshake = started(conversation, hello);
        if (handshake.trouble.isPresent()) {
            throw new TroubleException(handshake.trouble.get());
        }
        return handshake;
    }

    /// Shakes hands as far as it goes.
    static CarriedHandshake started(Conversation conversation, ClientHello hello) {
        conversation.allow(MOST_BYTES);
        CarriedHandshake handshake = new CarriedHandshake(conversation, hello);
        handshake.trouble = handshake.connect(conversation.input());
        return handshake;
    }

    /// What kept it from its end; empty if nothing did.
    Optional<Trouble> trouble() {
        return trouble;
    }

    /// Whether a session ticket of TLS 1.3 has come by now (RFC 8446 section 4.6.1).
    boolean hasTicket() {
        return protocol.ticket;
    }

    /// Asks a hello; the handshake is carried through where that is possible, and the server's answer is what
    /// counts.
    static ServerFlight asked(Conversation conversation, ClientHello hello) throws TroubleException {
        CarriedHandshake handshake = started(conversation, hello);
        if (handshake.trouble.isEmpty()) {
            handshake.leave(conversation);
        }
        return handshake.flight();
    }

    /// What the server answered. What ended the handshake ended its answer, unless that was whole by then.
    ///
    /// @throws TroubleException if it did not choose, or was still waited for
    ServerFlight flight() throws TroubleException {
        try {
            ServerFlight flight = FlightReader.recorded(recorded.bytes(), trouble.orElseGet(Trouble.Closed::new));
            return flight.certificates().isEmpty() ? flight.withCertificates(client.certificates()) : flight;
        } catch (IOException e) {
            throw new TroubleException(trouble.orElseGet(() -> TroubleException.of(e)));
        }
    }

    HelloClient client() {
        return client;
    }

    TlsClientProtocol protocol() {
        return protocol;
    }

    /// Says goodbye inside TLS and ends TLS.
    void leave(Conversation conversation) {
        try {
            conversation.continueOver(protocol.getInputStream(), protocol.getOutputStream());
            conversation.goodbye();
            protocol.close();
        } catch (IOException _) {
            // The server has left already.
        } catch (RuntimeException _) {
            // Bouncy Castle's decoders may meet malformed data in unexpected ways.
        }
    }

    /// What was met in reading counts more than what came of it.
    private Optional<Trouble> connect(GuardedInput input) {
        Optional<Trouble> trouble = connected(input);
        return trouble.isPresent() ? recorded.trouble().or(() -> trouble) : trouble;
    }

    private Optional<Trouble> connected(GuardedInput input) {
        try {
            protocol.connect(client);
            return Optional.empty();
        } catch (TlsFatalAlertReceived e) {
            return Optional.of(new Trouble.Alert(e.getAlertDescription() & 0xff));
        } catch (TlsFatalAlert e) {
            return Optional.of(client.goodbye().orElseGet(() -> trouble(e.getCause(), input)));
        } catch (TroubleException | SocketException e) {
            return Optional.of(TroubleException.of(e));
        } catch (IOException e) {
            // Bouncy Castle's decoders say so when a message ends too early.
            return Optional.of(trouble(e, input));
        } catch (RuntimeException _) {
            // Bouncy Castle's decoders may meet malformed data in unexpected ways.
            return Optional.of(new Trouble.NotTls());
        }
    }

    private static Trouble trouble(@Nullable Throwable cause, GuardedInput input) {
        return switch (cause) {
            case TroubleException known -> known.trouble();
            case null, default -> input.hasEnded() ? new Trouble.Closed() : new Trouble.NotTls();
        };
    }

    /// Notices the tickets of TLS 1.3, which Bouncy Castle passes over.
    private static final class Protocol extends TlsClientProtocol {
        private boolean ticket;

        Protocol(InputStream input, OutputStream output) {
            super(input, output);
        }

        @Override
        protected void receive13NewSessionTicket(ByteArrayInputStream message) throws IOException {
            super.receive13NewSessionTicket(message);
            ticket = true;
        }
    }

    /// Keeps what is read, up to the most that a handshake takes.
    private static final class Recorded extends FilterInputStream {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private Optional<Trouble> trouble = Optional.empty();

        Recorded(InputStream source) {
            super(source);
        }

        byte[] bytes() {
            return kept.toByteArray();
        }

        /// What ended the reading.
        Optional<Trouble> trouble() {
            return trouble;
        }

        /// What does not begin a record is not TLS, whatever length would follow: a server that waits in clear text
        /// would let us wait for the rest.
        private void check(int first) throws TroubleException {
            if (kept.size() == 0 && first >= 0 && !FlightReader.beginsRecord(first)) {
                trouble = Optional.of(new Trouble.NotTls());
                throw new TroubleException(new Trouble.NotTls());
            }
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            check(next);
            if (next >= 0 && kept.size() < MOST_BYTES) {
                kept.write(next);
            }
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            check(count > 0 ? target[offset] & 0xff : -1);
            if (count > 0 && kept.size() < MOST_BYTES) {
                kept.write(target, offset, count);
            }
            return count;
        }
    }
}
