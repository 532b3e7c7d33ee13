package postern.diagnosis.cause.chain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.cause.clue.PrintedDate;
import postern.evidence.PastedText;
import postern.maillog.LogLine;

/// One command that looks at the certificates of several ports or hosts, `for p in 443 993; do … s_client …`, with a
/// heading of its own before what each of them shows.
public final class PortSurvey {
    private static final Pattern LOOP = Pattern.compile(
            "\\bfor\\s+(\\w{1,20})\\s+in\\s.*\\bs_client\\b.*\\$\\{?\\1\\b.*|.*\\bxargs\\b.*\\bs_client\\b.*\\{}.*");
    /// A port alone, or behind a host, with whatever somebody puts around it.
    private static final Pattern HEADING = Pattern.compile(
            "\\W{0,10}(?:port\\s+)?(?:((?:[A-Za-z0-9_-]+\\.)+[A-Za-z0-9-]+)(?::|\\s+(?:port\\s+)?))?(\\d{2,5}|smtps?|submissions?|imaps?|pop3s?|https)\\W{0,10}");

    private PortSurvey() {}

    /// Whether a command is such a loop.
    static boolean isLoop(String command) {
        return LOOP.matcher(command).find();
    }

    /// Whether a text has such a survey, whose first date is not that of the server in question.
    public static boolean isIn(PastedText text) {
        return in(text).findAny().isPresent();
    }

    /// What each port shows.
    static Stream<ServedCertificate> in(PastedText text) {
        List<ServedCertificate> found = new ArrayList<>();
        boolean looping = false;
        Optional<String> place = Optional.empty();
        for (LogLine line : text.lines()) {
            Matcher heading = HEADING.matcher(line.text());
            Optional<LocalDate> end = PrintedDate.notAfter(line.text());
            if (isLoop(line.text())) {
                looping = true;
                place = Optional.empty();
            } else if (line.text().strip().startsWith("$ ")) {
                looping = false;
            } else if (looping && heading.matches()) {
                String host = heading.group(1) == null ? "" : heading.group(1);
                place = Optional.of(host + ":" + heading.group(2));
            } else if (looping && place.isPresent() && end.isPresent()) {
                found.add(new ServedCertificate(
                        place.get(),
                        end.get(),
                        Citation.line(text.source(), line.number(), line.text().strip())));
                place = Optional.empty();
            }
        }
        return found.stream();
    }
}
