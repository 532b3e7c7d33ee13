package postern.evidence;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import postern.maillog.LogEvent;
import postern.maillog.LogLine;
import postern.maillog.MailLog;
import postern.maillog.PeerTotals;
import postern.maillog.TlsSession;

/// Blanks secrets that stand in the lines that were kept of a log.
final class LogSecrets {
    /// A line of a key whose beginning may not be known: nothing but base64, and long (RFC 7468 section 2: 64 letters).
    private static final Pattern KEY_LINE = Pattern.compile("\\s*[A-Za-z0-9+/]{60,76}={0,2}\\s*");

    private LogSecrets() {}

    /// A log without its secrets. A key that someone pasted into a log leaves single lines there at most, so a line of
    /// nothing but base64 counts as one of a key.
    ///
    /// @return the very same log if there were none
    static MailLog blank(MailLog log) {
        List<PeerTotals> peers = log.peers().stream().map(LogSecrets::blank).toList();
        List<LogEvent> events = log.events().stream().map(LogSecrets::blank).toList();
        List<LogLine> strange = log.strange().stream().map(LogSecrets::blank).toList();
        boolean same = peers.equals(log.peers()) && events.equals(log.events()) && strange.equals(log.strange());
        return same
                ? log
                : new MailLog(
                        log.source(),
                        log.lines(),
                        log.oldest(),
                        log.newest(),
                        peers,
                        events,
                        strange,
                        log.totals(),
                        log.hours(),
                        log.stuck());
    }

    /// What was taken out of the line is taken out of the parts that were read from it.
    private static LogEvent blank(LogEvent event) {
        LogLine line = blank(event.line());
        if (line.equals(event.line())) {
            return event;
        }
        Map<String, String> values = event.values().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        value -> line.text().contains(value.getValue()) ? value.getValue() : SecretLine.BLANK));
        return new LogEvent(event.id(), event.program(), values, line, event.count());
    }

    private static PeerTotals blank(PeerTotals peer) {
        List<TlsSession> samples = peer.samples().stream()
                .map(session -> {
                    List<LogLine> lines =
                            session.lines().stream().map(LogSecrets::blank).toList();
                    return lines.equals(session.lines())
                            ? session
                            : new TlsSession(
                                    session.direction(),
                                    session.service(),
                                    session.peer(),
                                    session.at(),
                                    session.outcome(),
                                    lines);
                })
                .toList();
        return samples.equals(peer.samples())
                ? peer
                : new PeerTotals(
                        peer.peer(),
                        peer.direction(),
                        peer.tls(),
                        peer.failed(),
                        peer.plaintext(),
                        peer.delivered(),
                        samples);
    }

    private static LogLine blank(LogLine line) {
        String kept = KEY_LINE.matcher(line.text()).matches() ? SecretLine.BLANK : SecretLine.blanked(line.text());
        return kept.equals(line.text()) ? line : new LogLine(line.number(), kept);
    }
}
