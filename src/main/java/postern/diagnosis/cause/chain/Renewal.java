package postern.diagnosis.cause.chain;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.clue.PrintedDate;
import postern.evidence.PastedText;
import postern.maillog.LogLine;

/// A certificate that exists and is good for longer than the one that is served: an ACME client says so, the file
/// itself, or a web server that serves it.
///
/// @param file     the file it is in, where a command names it
/// @param end      its last day
/// @param citation where it stands
public record Renewal(Optional<String> file, LocalDate end, Citation citation) {
    /// certbot `certificates`, dehydrated, acme.sh.
    private static final Pattern ISO =
            Pattern.compile("(?i)(?:expiry date|valid till|not ?after)[: ]+(\\d{4}-\\d{2}-\\d{2})");
    private static final Pattern TILL =
            Pattern.compile("(?i)valid (?:till|until) ([A-Z][a-z]{2}) {1,2}(\\d{1,2}) [0-9:]{8} (\\d{4})");
    private static final Pattern FILE = Pattern.compile("openssl x509\\b.* -in (\\S+)");
    /// certbot names the file below the date.
    private static final Pattern PATH = Pattern.compile("^\\s*Certificate Path: (\\S+)");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    /// Those that end after a day.
    static Stream<Renewal> after(LocalDate day, Facts facts) {
        Stream<Renewal> said = facts.evidence().texts().stream().flatMap(Renewal::in);
        Stream<Renewal> web = ServedCertificate.byWeb(facts).stream()
                .map(served -> new Renewal(Optional.empty(), served.end(), served.citation()));
        return Stream.of(onDisk(facts), said, web).flatMap(found -> found).filter(renewal -> renewal.end.isAfter(day));
    }

    /// The files that the collector looked into.
    private static Stream<Renewal> onDisk(Facts facts) {
        return facts.serverStates().stream()
                .flatMap(state -> state.certificates().stream()
                        .flatMap(file -> file
                                .chain()
                                .leaf()
                                .flatMap(leaf -> leaf.details())
                                .map(details -> LocalDate.ofInstant(details.notAfter(), ZoneOffset.UTC))
                                .map(end -> new Renewal(
                                        Optional.of(file.path()),
                                        end,
                                        Citation.of(state.source(), file.path() + ", " + end)))
                                .stream()));
    }

    /// Dates of sessions count only as served ones; those below a command that reads a file are the file's.
    private static Stream<Renewal> in(PastedText text) {
        List<Renewal> found = new ArrayList<>();
        Optional<String> file = Optional.empty();
        boolean session = false;
        for (LogLine line : text.lines()) {
            Matcher named = FILE.matcher(line.text());
            if (line.text().contains("s_client")) {
                session = true;
                file = Optional.empty();
            } else if (named.find()) {
                session = false;
                file = Optional.of(named.group(1));
            }
            Matcher path = PATH.matcher(line.text());
            if (path.find() && !found.isEmpty() && found.getLast().file.isEmpty()) {
                Renewal dated = found.removeLast();
                found.add(new Renewal(Optional.of(path.group(1)), dated.end, dated.citation));
            }
            Optional<LocalDate> said = date(line.text());
            Optional<LocalDate> end = said.isEmpty() && file.isPresent() ? PrintedDate.notAfter(line.text()) : said;
            if (end.isPresent() && !session) {
                found.add(new Renewal(
                        file,
                        end.get(),
                        Citation.line(text.source(), line.number(), line.text().strip())));
            }
        }
        return found.stream();
    }

    private static Optional<LocalDate> date(String line) {
        Matcher iso = ISO.matcher(line);
        Matcher till = TILL.matcher(line);
        try {
            if (iso.find()) {
                return Optional.of(LocalDate.parse(iso.group(1)));
            }
            return till.find()
                    ? Optional.of(LocalDate.parse(till.group(2) + " " + till.group(1) + " " + till.group(3), FORMAT))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
