package postern.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import postern.tls.ProtocolVersion;

/// Looks at one endpoint: one conversation carried through as a sender would, then hellos that name every
/// version and suite. It never sends mail and never logs in.
public final class Scanner {
    /// Newest first, since they tell most. SSL 2.0 is asked about by a thorough look.
    private static final List<ProtocolVersion> VERSIONS = List.of(
            ProtocolVersion.TLSV1_2,
            ProtocolVersion.TLSV1_3,
            ProtocolVersion.TLSV1,
            ProtocolVersion.TLSV1_1,
            ProtocolVersion.SSLV3);

    /// What the handshake of the first conversation tells of by itself.
    private static final ProtocolVersion SHAKEN = ProtocolVersion.TLSV1_3;

    private final Endpoint endpoint;
    private final ScanOptions options;
    private final ScanListener listener;
    private final Cancellation cancellation;
    private final Deadline whole;
    private final AtomicInteger connections = new AtomicInteger();
    private final ScanRecord record;

    private Scanner(Endpoint endpoint, ScanOptions options, ScanListener listener, Cancellation cancellation) {
        this.endpoint = endpoint;
        this.options = options;
        this.listener = listener;
        this.cancellation = cancellation;
        this.whole = Deadline.after(options.patience());
        this.record = new ScanRecord(endpoint, options);
    }

    /// Looks at an endpoint. Never throws for anything the network or the server does; what could not be
    /// found out is unknown in the result.
    ///
    /// @return what is known by the end, by the deadline or by the cancellation
    public static Scan scan(Endpoint endpoint, ScanOptions options, ScanListener listener, Cancellation cancellation) {
        return new Scanner(endpoint, options, listener, cancellation).scan();
    }

    /// One conversation comes as far as TLS; while its handshake is carried through, one hello for each version tells
    /// which are spoken, and then all the suites are asked about.
    private Scan scan() {
        long start = System.nanoTime();
        resolve().ifPresent(address -> {
            connections.incrementAndGet();
            try (Conversation conversation = new Conversation(endpoint, options, whole, cancellation)) {
                if (comesToTls(conversation, address)) {
                    look(conversation, address, start);
                }
            }
        });
        if (!options.thorough() || record.hasNoSenders()) {
            Scan seen = soFar(start);
            record.set(new SenderTrials(seen).evaluated(day()));
        }
        return soFar(start);
    }

    private void look(Conversation conversation, InetAddress address, long start) {
        var questions = new Questions(endpoint, options, whole, cancellation, address, connections);
        List<VersionScan> scans = VERSIONS.stream()
                .map(version -> new VersionScan(version, questions))
                .toList();
        List<VersionScan> early =
                scans.stream().filter(scan -> scan.version() != SHAKEN).toList();
        List<VersionScan> shaken =
                scans.stream().filter(scan -> scan.version() == SHAKEN).toList();
        var progress = new Progress(start, 1 + early.size() + scans.size() + (options.thorough() ? 2 : 0));
        try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            tasks.execute(() -> {
                questions.besides(() -> shakeHands(conversation)
                        .ifPresent(flight -> shaken.forEach(scan -> scan.met(flight, FullHandshake.suites()))));
                progress.step();
            });
            early.forEach(scan -> tasks.execute(() -> {
                record.add(scan.version(), scan.first());
                progress.step();
            }));
            early.stream()
                    .filter(scan -> scan.version() == ProtocolVersion.TLSV1_2)
                    .forEach(scan -> tasks.execute(scan::mirror));
        }
        atOnce(scans, scan -> record.add(scan.version(), scan.rest()), progress);
        boolean tooLong = scans.stream().anyMatch(VersionScan::wasTooLong);
        if (options.thorough()) {
            askEverything(questions, start, progress);
        } else {
            askAboutTolerance(questions, soFar(start), tooLong);
        }
    }

    private LocalDate day() {
        return LocalDate.ofInstant(options.at(), ZoneOffset.UTC);
    }

    private void askEverything(Questions questions, long start, Progress progress) {
        try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            record.add(sslv2(questions));
            record.set(new ThoroughScan(soFar(start), record, questions, options).scan(tasks));
            progress.step();
            Scan seen = soFar(start);
            record.set(new SenderTrials(seen).played(day(), questions, tasks));
            progress.step();
        }
    }

    /// A server that accepts a version and failed at the hello of the first conversation, or at a long one, does not
    /// take everything.
    private void askAboutTolerance(Questions questions, Scan seen, boolean tooLong) {
        boolean failed =
                seen.failure().filter(stage -> stage.step() == Step.HANDSHAKE).isPresent();
        if ((failed || tooLong) && !seen.server().accepted().isEmpty() && !cancellation.isCancelled()) {
            record.set(new ThoroughScan(seen, record, questions, options).toleranceOnly());
        }
    }

    private static Sslv2.Answer sslv2(Questions questions) {
        try {
            return questions.send(Sslv2.hello(), conversation -> Sslv2.read(conversation.input()));
        } catch (TroubleException e) {
            return e.isRefusal() ? Sslv2.refused(e.word()) : Sslv2.unknown(e.word());
        }
    }

    private <T> void atOnce(List<T> jobs, Consumer<T> work, Progress progress) {
        try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            jobs.forEach(job -> tasks.execute(() -> {
                work.accept(job);
                progress.step();
            }));
        }
    }

    private Scan soFar(long start) {
        return record.scan(connections.get(), Duration.ofNanos(System.nanoTime() - start));
    }

    /// Tells the listener of every job done.
    private final class Progress {
        private final long start;
        private final int jobs;
        private final AtomicInteger done = new AtomicInteger();

        Progress(long start, int jobs) {
            this.start = start;
            this.jobs = jobs;
        }

        void step() {
            listener.progressed(soFar(start), done.incrementAndGet(), jobs);
        }
    }

    private Optional<InetAddress> resolve() {
        long start = System.nanoTime();
        try {
            InetAddress address = endpoint.address().isPresent()
                    ? endpoint.address().get()
                    : NameLookup.of(endpoint.host(), whole.butWithin(options.step()), cancellation);
            record.add(new Stage(Step.NAME, Optional.empty(), Duration.ofNanos(System.nanoTime() - start), ""));
            return Optional.of(address);
        } catch (IOException e) {
            record.add(new Stage(
                    Step.NAME, Optional.of(TroubleException.of(e)), Duration.ofNanos(System.nanoTime() - start), ""));
            return Optional.empty();
        }
    }

    /// The first conversation up to TLS.
    ///
    /// @return whether TLS could be begun, so that hellos make sense
    private boolean comesToTls(Conversation conversation, InetAddress address) {
        boolean begun = false;
        try {
            conversation.untilTls(address);
            begun = true;
        } catch (TroubleException _) {
            // The stages tell.
        }
        conversation.stages().stream().map(stage -> told(stage, address)).forEach(record::add);
        record.set(conversation.startTls());
        return begun && !cancellation.isCancelled();
    }

    /// A stage as it went; who waits in vain for a greeting learns whether the server waits for TLS.
    private Stage told(Stage stage, InetAddress address) {
        boolean mute = stage.step() == Step.GREETING
                && stage.trouble().filter(Trouble.TimedOut.class::isInstance).isPresent()
                && !endpoint.service().isImplicitTls();
        return mute && answersHello(address)
                ? new Stage(stage.step(), Optional.of(new Trouble.TlsAtOnce()), stage.took(), stage.said())
                : stage;
    }

    private boolean answersHello(InetAddress address) {
        connections.incrementAndGet();
        try (Conversation conversation = new Conversation(endpoint, options, whole, cancellation)) {
            conversation.untilConnected(address);
            conversation
                    .output()
                    .write(FullHandshake.hello(endpoint.serverName()).bytes());
            conversation.output().flush();
            conversation.allow(Questions.MOST_BYTES);
            FlightReader.read(conversation.input(), false);
            return true;
        } catch (TroubleException e) {
            return e.trouble() instanceof Trouble.Alert;
        } catch (IOException e) {
            return TroubleException.of(e) instanceof Trouble.Alert;
        }
    }

    /// The rest of the first conversation.
    ///
    /// @return what was agreed on; empty if the stages tell why nothing was
    private Optional<ServerFlight> shakeHands(Conversation conversation) {
        int told = conversation.stages().size();
        Optional<ServerFlight> agreed = Optional.empty();
        try {
            agreed = Optional.of(FullHandshake.over(conversation, endpoint.serverName()));
        } catch (TroubleException _) {
            // The stages tell.
        } finally {
            // Not to be counted among those that are open at once any more.
            conversation.close();
        }
        conversation.stages().stream().skip(told).forEach(record::add);
        agreed.ifPresent(record::add);
        return agreed;
    }
}
