package postern.maillog.reading;

import java.time.LocalDate;
import java.util.List;
import postern.maillog.MailLog;
import postern.maillog.PeerTotals;
import postern.maillog.SessionOutcome;

/// What is read from lines of a log that come a second after another.
final class LoggedLines {
    private LoggedLines() {}

    static MailLog log(String... lines) {
        var reader = new LogReader("mail.log", LocalDate.of(2026, 3, 1));
        int second = 0;
        for (String line : lines) {
            reader.line("Mar  1 10:%02d:%02d mail %s".formatted(second / 60, second % 60, line));
            second++;
        }
        return reader.finish();
    }

    static PeerTotals only(MailLog log, String address) {
        return log.peers().stream()
                .filter(totals -> totals.peer().address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    static SessionOutcome outcome(MailLog log, String address) {
        return only(log, address).samples().getFirst().outcome();
    }

    static List<Long> numbers(PeerTotals totals) {
        return List.of(totals.tls(), totals.failed(), totals.plaintext(), totals.delivered());
    }
}
