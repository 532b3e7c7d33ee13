package postern.maillog;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postern.openssl.OpenSslError;

/// Reads a mail log line by line: lines go in, [#finish()] gives what they tell. Memory does not grow with the
/// log. Any text may come in; what is not understood is counted and, if it speaks of TLS, kept as strange.
///
/// ```java
/// MailLog log = LogReader.read("mail.log", stream, LocalDate.of(2026, 3, 1));
/// ```
public final class LogReader {
    private static final int MOST_STRANGE = 20;
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

    private final String source;
    private final LogClock clock;
    private final Framing framing = new Framing();
    private final PeerAccounts accounts;
    private final OpenSessions sessions;
    private final InboundLines inbound;
    private final OutboundLines outbound;
    private final DovecotLines dovecot;
    private final EventCollector events = new EventCollector();
    private final List<LogLine> strange = new ArrayList<>();
    private long lines;

    /// A reader for one log.
    ///
    /// @param source the file's name
    /// @param asOf   the day on which the log was taken: a date without year does not lie after it
    public LogReader(String source, LocalDate asOf) {
        this.source = source;
        clock = new LogClock(asOf);
        accounts = new PeerAccounts(clock);
        sessions = new OpenSessions(accounts::add);
        var failures = new FailureMemory();
        inbound = new InboundLines(sessions, failures, accounts::logged);
        outbound = new OutboundLines(sessions, failures, accounts::logged, events);
        dovecot = new DovecotLines(accounts::add, failures, events);
    }

    /// Reads a whole log, plain or compressed with gzip.
    ///
    /// @throws IOException if the stream cannot be read
    public static MailLog read(String source, InputStream stream, LocalDate asOf) throws IOException {
        var reader = new LogReader(source, asOf);
        LineSplitter.split(stream, reader::line);
        return reader.finish();
    }

    /// Whether a text looks like a mail log.
    ///
    /// @param head the first few thousand characters
    public static boolean looksLike(String head) {
        var framing = new Framing();
        return head.lines().limit(200).anyMatch(line -> {
            Frame frame = framing.frame(0, line.length() > LogText.LONGEST ? line.substring(0, LogText.LONGEST) : line);
            return frame != null && frame.program().isMail() && frame.time() != null;
        });
    }

    /// Takes the next line, without its line end; what exceeds 2000 characters is not looked at.
    public void line(String text) {
        lines++;
        Frame frame = framing.frame(lines, text.length() > LogText.LONGEST ? text.substring(0, LogText.LONGEST) : text);
        if (frame != null) {
            frame = dated(frame);
        }
        if (frame == null || !understood(frame)) {
            strange(frame, text);
        }
    }

    private Frame dated(Frame frame) {
        LogTime time = frame.time();
        if (time == null) {
            return frame;
        }
        LogTime counted = clock.next(time);
        return counted.equals(time) ? frame : frame.at(counted);
    }

    private boolean understood(Frame frame) {
        if (frame.program().isPostfix()) {
            return postfix(frame);
        }
        return frame.program().isDovecot() && dovecot.take(frame);
    }

    private boolean postfix(Frame frame) {
        return switch (frame.program().daemon()) {
            case "smtpd" -> inbound.take(frame) || message(frame);
            case "smtp", "lmtp" -> outbound.take(frame) || message(frame);
            case "tlsproxy" -> inbound.take(frame) || outbound.take(frame) || message(frame);
            case "postscreen", "tlsmgr", "master", "posttls-finger" -> message(frame);
            default -> frame.severity() == Severity.INFO || message(frame);
        };
    }

    private boolean message(Frame frame) {
        Optional<MessageCatalog.Found> found = known(frame);
        found.ifPresent(known -> event(frame, known.message(), known.values()));
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

    private void event(Frame frame, KnownMessage message, Map<String, String> values) {
        if (message.id().startsWith("lib.problem") && sessions.error(frame, OpenSslError.find(frame.message()))) {
            return;
        }
        if (message.loglevel() > 0) {
            logged(frame.program().daemon());
        }
        if (message.kind() == KnownMessage.Kind.LOG && !OF_SESSIONS.contains(message.id())) {
            events.add(message.id(), values, frame);
        }
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

    private void strange(@Nullable Frame frame, String text) {
        if (strange.size() < MOST_STRANGE && StrangeLines.speaksOfTls(frame, text)) {
            strange.add(new LogLine(lines, LogText.shown(text)));
        }
    }

    /// What the lines tell. The reader is used up.
    public MailLog finish() {
        sessions.endAll();
        return new MailLog(source, lines, clock.oldest(), clock.newest(), accounts.totals(), events.events(), strange);
    }
}
