package postern.maillog.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.maillog.MailLog;

class LogClockTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rotated files out of order    | 2026-03-01 | Jan  2, Dec 30, Jan  3 | 2025-12-30 | 2026-01-03
            one day in the past           | 2014-12-19 | Dec 19              | 2014-12-19 | 2014-12-19
            later in the year than today  | 2026-03-01 | Nov  5              | 2025-11-05 | 2025-11-05
            an hour ahead of our clock    | 2026-03-01 | Mar  2              | 2026-03-02 | 2026-03-02
            over new year                 | 2026-03-01 | Dec 30, Jan  2      | 2025-12-30 | 2026-01-02
            over two new years            | 2026-03-01 | Nov 30, Jan  2, Jun  3, Nov  1, Jan  5 | 2024-11-30 | 2026-01-05
            a day of a leap year          | 2026-11-25 | Feb 29              | 2024-02-29 | 2024-02-29
            """)
    void findsTheYearThatIsNotWritten(String what, LocalDate asOf, String days, LocalDate oldest, LocalDate newest) {
        var reader = new LogReader("mail.log", asOf);
        for (String day : List.of(days.split(", "))) {
            String padded = day.replaceFirst("^(\\w+) +(\\d)$", "$1  $2");
            reader.line(padded + " 10:00:00 mail postfix/smtpd[1]: connect from a.example.net[192.0.2.1]");
        }

        MailLog log = reader.finish();

        assertThat(log.oldest().map(LocalDateTime::toLocalDate)).as(what).hasValue(oldest);
        assertThat(log.newest().map(LocalDateTime::toLocalDate)).as(what).hasValue(newest);
    }
}
