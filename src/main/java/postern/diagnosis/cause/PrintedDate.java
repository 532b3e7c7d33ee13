package postern.diagnosis.cause;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates as OpenSSL prints them (`ASN1_TIME_print`): `Jan 11 21:28:00 2017 GMT`.
final class PrintedDate {
    private static final Pattern NOT_AFTER =
            Pattern.compile("(?i)not ?after ?[=:] ?([A-Z][a-z]{2}) {1,2}(\\d{1,2}) [0-9:]{8} (\\d{4}) GMT");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private PrintedDate() {}

    /// The end of a certificate's time that a line names; empty if it names none.
    static Optional<LocalDate> notAfter(String line) {
        Matcher found = NOT_AFTER.matcher(line);
        if (!found.find()) {
            return Optional.empty();
        }
        try {
            String text = found.group(2) + " " + found.group(1) + " " + found.group(3);
            return Optional.of(LocalDate.parse(text, FORMAT));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
