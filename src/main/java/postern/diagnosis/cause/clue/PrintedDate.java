package postern.diagnosis.cause.clue;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates as OpenSSL prints them (`ASN1_TIME_print`), `Jan 11 21:28:00 2017 GMT`, and as `keytool`, `curl` and test
/// tools do.
public final class PrintedDate {
    private static final Pattern NOT_AFTER = Pattern.compile(
            "(?i)(?:not ?(?:valid )?after ?|expire date|Valid from: .{10,40} until)[=:] {0,2}(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?([A-Z][a-z]{2}) {1,2}(\\d{1,2}) [0-9:]{8}(?: [A-Z]{3,5})? (\\d{4})(?: GMT)?");
    /// `nmap`, `gnutls-cli`, `testssl.sh`, `sslyze`, `certbot`.
    private static final Pattern ISO = Pattern.compile(
            "(?:Not valid after: {1,4}|Not After: {1,40}|Expiry Date: |, expires [`']|\\(\\d{4}-\\d\\d-\\d\\d [0-9:]{5} --> )(\\d{4}-\\d\\d-\\d\\d)(?:[T ].*|$)");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private PrintedDate() {}

    /// The end of a certificate's time that a line names; empty if it names none.
    public static Optional<LocalDate> notAfter(String line) {
        Matcher iso = ISO.matcher(line);
        Matcher found = NOT_AFTER.matcher(line);
        try {
            if (iso.find()) {
                return Optional.of(LocalDate.parse(iso.group(1)));
            }
            if (!found.find()) {
                return Optional.empty();
            }
            String text = found.group(2) + " " + found.group(1) + " " + found.group(3);
            return Optional.of(LocalDate.parse(text, FORMAT));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
