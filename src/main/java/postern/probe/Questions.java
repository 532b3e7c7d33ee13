package postern.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;
import postern.tls.SuiteOrder;

/// Asks a server over new connections, a few at once. A server that says it has too many is given time, then
/// asked one at a time, and in the end left alone.
final class Questions implements VersionScan.Asking {
    private static final int TRIES = 3;
    /// No flight of an honest server is as long.
    static final int MOST_BYTES = 256 << 10;

    private final Endpoint endpoint;
    private final ScanOptions options;
    private final Deadline whole;
    private final Cancellation cancellation;
    private final InetAddress address;
    private final AtomicInteger connections;
    private final Room room;
    private final PreferenceMemory preference = new PreferenceMemory();
    private volatile @Nullable Trouble limit;

    Questions(
            Endpoint endpoint,
            ScanOptions options,
            Deadline whole,
            Cancellation cancellation,
            InetAddress address,
            AtomicInteger connections) {
        this.endpoint = endpoint;
        this.options = options;
        this.whole = whole;
        this.cancellation = cancellation;
        this.address = address;
        this.connections = connections;
        this.room = new Room(options.atOnce());
    }

    /// What is done over a connection on which TLS may begin.
    interface Talk<T> {
        T over(Conversation conversation) throws IOException;
    }

    @Override
    public ClientHello hello(ProtocolVersion version, List<CipherSuite> suites) {
        return new ClientHello(version, suites, serverName());
    }

    Optional<String> serverName() {
        return endpoint.serverName();
    }

    @Override
    public SuiteOrder order(ProtocolVersion version, Supplier<SuiteOrder> question) {
        return preference.order(version, question);
    }

    /// A thorough look asks many hellos, and carries handshakes through, so that they are no failures in the
    /// server's log.
    @Override
    public ServerFlight ask(ClientHello hello, boolean wholeFlight) throws TroubleException {
        return isCarried(hello)
                ? talk(Conversation::untilTls, conversation -> CarriedHandshake.asked(conversation, hello))
                : askBriefly(hello, wholeFlight);
    }

    /// How long a hello is when it is asked.
    ///
    /// @return length of the handshake message with its header, in bytes
    int length(ClientHello hello) {
        try {
            return isCarried(hello) ? HelloClient.length(hello) : hello.length();
        } catch (IOException e) {
            // It is written to memory.
            throw new UncheckedIOException(e);
        }
    }

    private boolean isCarried(ClientHello hello) {
        return options.thorough() && CarriedHandshake.canCarry(hello);
    }

    /// Asks and closes at the answer.
    ServerFlight askBriefly(ClientHello hello, boolean wholeFlight) throws TroubleException {
        return send(hello.bytes(), conversation -> FlightReader.read(conversation.input(), wholeFlight));
    }

    /// Sends bytes in place of a hello and reads the answer.
    <T> T send(byte[] hello, Talk<T> answer) throws TroubleException {
        return talk(Conversation::untilTls, conversation -> {
            conversation.output().write(hello);
            conversation.output().flush();
            conversation.allow(MOST_BYTES);
            return answer.over(conversation);
        });
    }

    /// How a conversation comes to the point where TLS may begin.
    interface Opening {
        void open(Conversation conversation, InetAddress address) throws TroubleException;
    }

    /// Does something over a connection that is open already and takes its room.
    void besides(Runnable talk) {
        room.acquireUninterruptibly();
        try {
            talk.run();
        } finally {
            room.release();
        }
    }

    /// Talks over a new connection, once there is room for it.
    <T> T talk(Opening opening, Talk<T> talk) throws TroubleException {
        for (int attempt = 1; ; attempt++) {
            Trouble closed = limit;
            if (closed != null) {
                throw TroubleException.turnedAway(closed);
            }
            try {
                room.acquire();
                try {
                    return once(opening, talk);
                } finally {
                    room.release();
                }
            } catch (BusyException e) {
                boolean limited = e.trouble instanceof Trouble.ErrorReply(int code) && code < 500;
                if (limited) {
                    room.shrink();
                }
                if (attempt == TRIES || whole.hasPassed()) {
                    if (limited) {
                        limit = e.trouble;
                    }
                    throw TroubleException.turnedAway(e.trouble);
                }
                pause(attempt);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new TroubleException(new Trouble.Cancelled());
            }
        }
    }

    private <T> T once(Opening opening, Talk<T> talk) throws TroubleException, BusyException {
        connections.incrementAndGet();
        try (Conversation conversation = new Conversation(endpoint, options, whole, cancellation)) {
            try {
                opening.open(conversation, address);
            } catch (TroubleException e) {
                throw new BusyException(e.trouble());
            }
            try {
                return talk.over(conversation);
            } catch (IOException e) {
                throw new TroubleException(
                        cancellation.isCancelled() ? new Trouble.Cancelled() : TroubleException.of(e));
            } catch (RuntimeException _) {
                // Bouncy Castle's decoders may meet malformed data in unexpected ways.
                throw new TroubleException(new Trouble.NotTls());
            }
        }
    }

    /// Backs off before asking again: the server may count connections (RFC 5321 section 4.2.1, 421).
    private void pause(int attempt) throws TroubleException {
        if (cancellation.isCancelled()) {
            throw new TroubleException(new Trouble.Cancelled());
        }
        try {
            Thread.sleep(Duration.ofMillis(500L * attempt));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TroubleException(new Trouble.Cancelled());
        }
    }

    /// The server did not let it come to a hello this time, although it had before.
    private static final class BusyException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Trouble trouble;

        BusyException(Trouble trouble) {
            super(trouble.id());
            this.trouble = trouble;
        }
    }
}
