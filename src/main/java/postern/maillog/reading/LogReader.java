package postern.maillog.reading;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import postern.maillog.Direction;
import postern.maillog.DirectionTotals;
import postern.maillog.LogLine;
import postern.maillog.LogProgress;
import postern.maillog.MailLog;
import postern.maillog.Peer;
import postern.maillog.SessionOutcome;
import postern.maillog.account.PeerAccounts;
import postern.maillog.bytes.ChunkReader;
import postern.maillog.bytes.LogText;
import postern.maillog.line.BareMessage;
import postern.maillog.line.Frame;
import postern.maillog.line.LineRepair;
import postern.maillog.line.LogClock;
import postern.maillog.line.LogTime;
import postern.maillog.line.Severity;
import postern.maillog.line.StrangeLines;
import postern.maillog.message.KnownMessage;
import postern.maillog.message.MessageCatalog;
import postern.maillog.session.Detail;
import postern.maillog.session.FailureMemory;
import postern.maillog.session.LibraryErrors;
import postern.maillog.session.OpenSession;
import postern.maillog.session.OpenSessions;
import postern.maillog.session.PeerReader;
import postern.maillog.session.SessionState;
import postern.maillog.sieve.LineBatch;
import postern.maillog.sieve.LinePipeline;
import postern.openssl.ErrorCategory;
import postern.openssl.OpenSslError;

/// Reads a mail log line by line: lines go in, [#finish()] gives what they tell. Memory does not grow with the
/// log. Any text may come in; what is not understood is counted and, if it speaks of TLS or warns, kept.
///
/// ```java MailLog log = LogReader.read("mail.log", stream, LocalDate.of(2026, 3, 1)); ```
public final class LogReader {
    private static final int MOST_STRANGE = 20;
    private static final int LOOKED_AT = 200;
    /// Lines that belong to sessions and tell nothing beside them.
    private static final Set<String> OF_SESSIONS = Set.of(
            "srv.setup",
            "srv.established",
            "srv.established.old",
            "srv.accept.lost",
            "srv.accept.n",
            "srv.accept.errno",
            "srv.reuse",
            "cli.setup",
            "cli.established",
            "cli.established.old",
            "cli.connect.lost",
            "cli.connect.n",
            "cli.connect.errno",
            "cli.reuse",
            "cli.delivery",
            "smtpd.connect",
            "smtpd.disconnect",
            "smtpd.client",
            "ps.connect",
            "ps.pass",
            "ps.disconnect",
            "tp.connect",
            "tp.disconnect");

    /// What goes wrong between two sides, and not in setting up one of them.
    private static final Set<ErrorCategory> OF_HANDSHAKE = EnumSet.of(
            ErrorCategory.NO_COMMON_PROTOCOL,
            ErrorCategory.NO_COMMON_CIPHER,
            ErrorCategory.NO_COMMON_GROUP,
            ErrorCategory.NO_COMMON_SIGALG,
            ErrorCategory.FALLBACK_SCSV,
            ErrorCategory.PEER_REJECTS_CERT,
            ErrorCategory.PEER_REJECTS_PARAMS,
            ErrorCategory.PEER_POLICY,
            ErrorCategory.PEER_PROTOCOL,
            ErrorCategory.PEER_NOT_TLS);

    private final String source;
    private final LogClock clock;
    private final LineRepair repair = new LineRepair(this::take);
    private final FailureMemory failures;
    private final PeerAccounts accounts;
    private final OpenSessions sessions;
    private final InboundLines inbound;
    private final OutboundLines outbound;
    private final DovecotLines dovecot;
    private final ProxiedFailures proxied;
    private final ProxyLines proxy;
    private final SendmailLines sendmail;
    private final EximLines exim;
    private final EventCollector events = new EventCollector();
    private final StuckMails stuck = new StuckMails();
    private final LibraryErrors errors = new LibraryErrors();
    private final List<LogLine> strange = new ArrayList<>();
    private long lines;
    private long before;

    /// A reader for one log.
    ///
    /// @param source the file's name
    /// @param asOf   the day on which the log was taken: a date without year does not lie after it
    public LogReader(String source, LocalDate asOf) {
        this(source, asOf, Detail.SAMPLES);
    }

    LogReader(String source, LocalDate asOf, Detail detail) {
        this.source = source;
        clock = new LogClock(asOf);
        accounts = new PeerAccounts(clock, detail);
        failures = new FailureMemory(detail);
        sessions = new OpenSessions(accounts::add);
        var peers = new PeerReader();
        inbound = new InboundLines(peers, sessions, failures, accounts::logged);
        proxied = new ProxiedFailures(accounts::add);
        outbound = new OutboundLines(peers, sessions, failures, accounts::logged, events, proxied, stuck);
        proxy = new ProxyLines(peers, sessions, failures, errors, proxied);
        sendmail = new SendmailLines(sessions, failures, accounts::logged, errors);
        exim = new EximLines(accounts::add, failures, accounts::logged, errors);
        dovecot = new DovecotLines(accounts::add, failures, events);
    }

    /// Reads a whole log, plain or compressed with gzip. To stop, interrupt the calling thread or close the stream.
    ///
    /// @throws IOException if the stream cannot be read or the reading was stopped
    public static MailLog read(String source, InputStream stream, LocalDate asOf) throws IOException {
        return read(source, stream, asOf, _ -> {});
    }

    /// Reads a whole log and tells how far it is. To stop, interrupt the calling thread or close the stream.
    ///
    /// @param progress is called in the calling thread after every few thousand lines; what it is given works out
    ///                 what is known by then
    /// @throws IOException if the stream cannot be read or the reading was stopped
    public static MailLog read(
            String source, InputStream stream, LocalDate asOf, Consumer<Supplier<LogProgress>> progress)
            throws IOException {
        return read(source, ChunkReader.of(stream), asOf, Detail.SAMPLES, progress);
    }

    /// Reads a whole log as [#read(String, InputStream, LocalDate)] does, without keeping sessions as samples.
    ///
    /// @throws IOException if the stream cannot be read or the reading was stopped
    public static MailLog totals(String source, InputStream stream, LocalDate asOf) throws IOException {
        return read(source, ChunkReader.of(stream), asOf, Detail.TOTALS, _ -> {});
    }

    static MailLog read(
            String source, ChunkReader chunks, LocalDate asOf, Detail detail, Consumer<Supplier<LogProgress>> progress)
            throws IOException {
        var reader = new LogReader(source, asOf, detail);
        LinePipeline.run(chunks, detail, new LinePipeline.Receiver() {
            @Override
            public void batch(LineBatch batch) {
                reader.take(batch);
                progress.accept(reader::progress);
            }

            @Override
            public PeerAccounts accounts() {
                return reader.accounts;
            }
        });
        return reader.finish();
    }

    /// Whether a text looks like a mail log.
    ///
    /// @param head the first few thousand characters
    public static boolean looksLike(String head) {
        boolean[] found = {false};
        var repair =
                new LineRepair((frame, _, _) -> found[0] |= frame != null && frame.isMail() && frame.time() != null);
        long number = 0;
        for (String line : (Iterable<String>) head.lines().limit(LOOKED_AT)::iterator) {
            repair.line(++number, line);
        }
        repair.flush();
        return found[0];
    }

    /// Whether a line is a message of Postfix without date and program, as people paste it.
    public static boolean isBareMessage(String line) {
        return BareMessage.is(line);
    }

    /// Takes the next line, without its line end; what exceeds 2000 characters is not looked at.
    public void line(String text) {
        lines++;
        repair.line(lines, text.length() > LogText.LONGEST ? text.substring(0, LogText.LONGEST) : text);
    }

    private void take(LineBatch batch) {
        for (LineBatch.Item item : batch.items()) {
            switch (item) {
                case LineBatch.Line(Frame frame, long number, String text) -> take(frame, before + number, text);
                case LineBatch.Met(Peer peer) -> accounts.meet(peer);
                case LineBatch.Failed(Peer peer, LogTime at) -> failures.failed(Direction.INBOUND, peer, near(at));
                case LineBatch.Session(
                        String service,
                        Peer peer,
                        long number,
                        LogTime at,
                        SessionState state,
                        SessionOutcome.Established established) ->
                    accounts.add(new OpenSession(service, peer, near(at), before + number, state, established));
            }
        }
        if (batch.last() != null) {
            clock.next(batch.last());
        }
        accounts.add(batch.counts());
        batch.counts().events().forEach((event, times) -> events.count(event.id(), event.service(), times));
        lines = before + batch.passed();
        before = batch.closed() ? lines : before;
    }

    private @Nullable LogTime near(@Nullable LogTime at) {
        return at == null ? null : clock.near(at);
    }

    private void take(@Nullable Frame frame, long number, String text) {
        Frame dated = frame == null ? null : dated(frame, number);
        if (dated == null || !understood(dated)) {
            unknown(dated, number, text);
        }
    }

    private Frame dated(Frame frame, long number) {
        LogTime time = frame.time();
        return frame.at(number, time == null ? null : clock.next(time));
    }

    private boolean understood(Frame frame) {
        if (!frame.isMail()) {
            return false;
        }
        if (frame.program().isPostfix() && !frame.isDovecot()) {
            return postfix(frame);
        }
        if (frame.program().isSendmail()) {
            return sendmail.take(frame) || message(frame);
        }
        return frame.isDovecot() ? dovecot.take(frame) : exim.take(frame);
    }

    private boolean postfix(Frame frame) {
        return switch (frame.program().daemon()) {
            case "smtpd" -> inbound.take(frame) || message(frame);
            case "smtp", "lmtp", "posttls-finger" -> outbound.take(frame) || message(frame);
            case "tlsproxy" -> proxy.take(frame) || inbound.take(frame) || outbound.take(frame) || message(frame);
            case "postscreen", "tlsmgr", "master", "postfix", "postfix-script" -> message(frame);
            case "local" -> outbound.take(frame) || message(frame);
            case "virtual", "pipe", "error" ->
                outbound.take(frame) || frame.severity() == Severity.INFO || message(frame);
            default -> frame.severity() == Severity.INFO || message(frame);
        };
    }

    private boolean message(Frame frame) {
        Optional<MessageCatalog.Found> found = known(frame);
        found.ifPresent(known -> event(frame, known));
        return found.isPresent();
    }

    /// Distributions patch messages and move them between programs: a line that speaks of TLS may be any
    /// program's.
    private static Optional<MessageCatalog.Found> known(Frame frame) {
        MessageCatalog catalog = MessageCatalog.POSTFIX;
        return catalog.find(frame.program().daemon(), frame.severity(), frame.message())
                .or(() -> StrangeLines.speaksOfTls(frame, frame.message())
                        ? catalog.find(KnownMessage.Kind.LOG, frame.message())
                        : Optional.empty());
    }

    private void event(Frame frame, MessageCatalog.Found found) {
        KnownMessage message = found.message();
        if (message.id().startsWith("lib.problem") && libraryError(frame)) {
            return;
        }
        if (message.loglevel() > 0) {
            logged(frame.program().daemon());
        }
        boolean shown = message.kind() == KnownMessage.Kind.LOG || message.id().equals("trace.state");
        if (shown && !OF_SESSIONS.contains(message.id())) {
            events.add(found, frame);
        }
    }

    /// An excerpt may hold the library's line alone, or before that of the lost connection.
    private boolean libraryError(Frame frame) {
        Optional<OpenSslError> error = errors.find(frame.message());
        return sessions.error(frame, error)
                || error.filter(found -> OF_HANDSHAKE.contains(found.category()))
                        .filter(found -> sessions.orphan(frame, found))
                        .isPresent();
    }

    private void logged(String daemon) {
        switch (daemon) {
            case "smtpd" -> accounts.logged(Direction.INBOUND);
            case "smtp", "lmtp" -> accounts.logged(Direction.OUTBOUND);
            default -> {
                // The proxy serves both ways, others show nothing of a connection.
            }
        }
    }

    private void unknown(@Nullable Frame frame, long number, String text) {
        if (StrangeLines.speaksOfTls(frame, text)) {
            if (strange.size() < MOST_STRANGE) {
                strange.add(new LogLine(number, LogText.shown(text)));
            }
        } else if (frame != null && frame.isMail() && frame.severity() != Severity.INFO) {
            MessageCatalog.POSTFIX
                    .find(KnownMessage.Kind.OTHER, frame.message())
                    .ifPresent(found -> events.add(found, frame));
        }
    }

    private LogProgress progress() {
        List<DirectionTotals> totals = accounts.directions();
        return new LogProgress(
                lines,
                totals.stream().mapToLong(DirectionTotals::tls).sum(),
                totals.stream().mapToLong(DirectionTotals::failed).sum(),
                clock.oldest(),
                clock.newest());
    }

    /// What the lines tell. The reader is used up.
    public MailLog finish() {
        repair.flush();
        sessions.endAll();
        proxied.endAll();
        return new MailLog(
                source,
                lines,
                clock.oldest(),
                clock.newest(),
                accounts.totals(),
                events.events(),
                strange,
                accounts.directions(),
                accounts.hours(),
                stuck.left());
    }
}
