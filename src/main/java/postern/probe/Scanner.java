package postern.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;
import postern.tls.SuiteOrder;

/// Looks at one endpoint: one conversation carried through as a sender would, then hellos that name every
/// version and suite. It never sends mail and never logs in.
public final class Scanner {
    /// Newest first, since they tell most. SSL 2.0 is not asked about.
    private static final List<ProtocolVersion> VERSIONS = List.of(
            ProtocolVersion.TLSV1_2,
            ProtocolVersion.TLSV1_3,
            ProtocolVersion.TLSV1,
            ProtocolVersion.TLSV1_1,
            ProtocolVersion.SSLV3);

    private final Endpoint endpoint;
    private final ScanOptions options;
    private final ScanListener listener;
    private final Cancellation cancellation;
    private final Deadline whole;
    private final Room room;
    private final AtomicInteger connections = new AtomicInteger();
    private final ScanRecord record;
    private final PreferenceMemory preference = new PreferenceMemory();

    private Scanner(Endpoint endpoint, ScanOptions options, ScanListener listener, Cancellation cancellation) {
        this.endpoint = endpoint;
        this.options = options;
        this.listener = listener;
        this.cancellation = cancellation;
        this.whole = Deadline.after(options.patience());
        this.room = new Room(options.atOnce());
        this.record = new ScanRecord(endpoint, options);
    }

    /// Looks at an endpoint. Never throws for anything the network or the server does; what could not be
    /// found out is unknown in the result.
    ///
    /// @return what is known by the end, by the deadline or by the cancellation
    public static Scan scan(Endpoint endpoint, ScanOptions options, ScanListener listener, Cancellation cancellation) {
        return new Scanner(endpoint, options, listener, cancellation).scan();
    }

    private Scan scan() {
        long start = System.nanoTime();
        int jobs = VERSIONS.size() + 1;
        Optional<InetAddress> address = resolve();
        if (address.isPresent() && converse(address.get())) {
            progress(start, 1, jobs);
            AtomicInteger done = new AtomicInteger(1);
            try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
                VERSIONS.forEach(version -> tasks.execute(() -> {
                    record.add(version, VersionScan.of(version, new Questions(address.get())));
                    progress(start, done.incrementAndGet(), jobs);
                }));
            }
        }
        return record.scan(connections.get(), Duration.ofNanos(System.nanoTime() - start));
    }

    private void progress(long start, int done, int jobs) {
        listener.progressed(record.scan(connections.get(), Duration.ofNanos(System.nanoTime() - start)), done, jobs);
    }

    private Optional<InetAddress> resolve() {
        long start = System.nanoTime();
        try {
            InetAddress address = NameLookup.of(endpoint.host(), whole.butWithin(options.step()), cancellation);
            record.add(new Stage(Step.NAME, Optional.empty(), Duration.ofNanos(System.nanoTime() - start), ""));
            return Optional.of(address);
        } catch (IOException e) {
            record.add(new Stage(
                    Step.NAME, Optional.of(TroubleException.of(e)), Duration.ofNanos(System.nanoTime() - start), ""));
            return Optional.empty();
        }
    }

    /// The first conversation.
    ///
    /// @return whether TLS could be begun, so that hellos make sense
    private boolean converse(InetAddress address) {
        connections.incrementAndGet();
        try (Conversation conversation = new Conversation(endpoint, options, whole, cancellation)) {
            boolean begun = false;
            try {
                conversation.untilTls(address);
                begun = true;
                record.add(FullHandshake.over(conversation, serverName()));
            } catch (TroubleException _) {
                // The stages tell.
            }
            conversation.stages().forEach(record::add);
            record.set(conversation.startTls());
            return begun && !cancellation.isCancelled();
        }
    }

    private Optional<String> serverName() {
        return endpoint.serverName();
    }

    /// Asks hellos over new connections, a few at once.
    private final class Questions implements VersionScan.Asking {
        private static final int TRIES = 3;
        private final InetAddress address;

        Questions(InetAddress address) {
            this.address = address;
        }

        @Override
        public ClientHello hello(ProtocolVersion version, List<CipherSuite> suites) {
            return new ClientHello(version, suites, serverName());
        }

        @Override
        public SuiteOrder order(ProtocolVersion version, Supplier<SuiteOrder> question) {
            return preference.order(version, question);
        }

        @Override
        public ServerFlight ask(ClientHello hello, boolean wholeFlight) throws TroubleException {
            for (int attempt = 1; ; attempt++) {
                try {
                    room.acquire();
                    try {
                        return once(hello, wholeFlight);
                    } finally {
                        room.release();
                    }
                } catch (BusyException e) {
                    if (e.trouble instanceof Trouble.ErrorReply(int code) && code < 500) {
                        room.shrink();
                    }
                    if (attempt == TRIES || whole.hasPassed()) {
                        throw new TroubleException(e.trouble);
                    }
                    pause(attempt);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    throw new TroubleException(new Trouble.Cancelled());
                }
            }
        }

        private ServerFlight once(ClientHello hello, boolean wholeFlight) throws TroubleException, BusyException {
            connections.incrementAndGet();
            try (Conversation conversation = new Conversation(endpoint, options, whole, cancellation)) {
                try {
                    conversation.untilTls(address);
                } catch (TroubleException e) {
                    throw new BusyException(e.trouble());
                }
                try {
                    conversation.output().write(hello.bytes());
                    conversation.output().flush();
                    conversation.allow(256 << 10);
                    return FlightReader.read(conversation.input(), wholeFlight);
                } catch (IOException e) {
                    throw new TroubleException(TroubleException.of(e));
                }
            }
        }

        /// Backs off before asking again: the server may count connections (RFC 5321 section 4.2.1, 421).
        private void pause(int attempt) throws TroubleException {
            try {
                Thread.sleep(Duration.ofMillis(500L * attempt));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new TroubleException(new Trouble.Cancelled());
            }
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
