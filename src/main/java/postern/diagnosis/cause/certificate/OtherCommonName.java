package postern.diagnosis.cause.certificate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.dns.RegisteredDomain;
import postern.maillog.LogLine;
import postern.transcript.TestRun;

/// A server that was asked for by name and showed a certificate whose common name belongs to another domain, in a paste
/// without the certificate itself: its other names stay unknown, so this is a hint and no proof.
final class OtherCommonName {
    private static final String HOST = "((?:\\*\\.)?(?:[A-Za-z0-9_-]+\\.)+[A-Za-z][A-Za-z0-9-]*)";
    private static final Pattern ASKED = Pattern.compile("-connect\\s+" + HOST);
    private static final Pattern SERVER_NAME = Pattern.compile("-servername\\s+" + HOST);
    private static final Pattern COMMON_NAME = Pattern.compile("\\bCN ?= ?" + HOST + "\\s*(?:$|[,/])");

    private OtherCommonName() {}

    /// Where such certificates stand.
    static List<Citation> in(Facts facts) {
        return facts.evidence().transcripts().stream()
                .filter(run -> run.leaf()
                        .filter(leaf -> leaf.details().isEmpty())
                        .flatMap(leaf -> first(COMMON_NAME, leaf.subject()))
                        .filter(name -> asked(run)
                                .filter(asked -> !RegisteredDomain.of(asked).equals(RegisteredDomain.of(name)))
                                .isPresent())
                        .isPresent())
                .flatMap(run -> run.lines().stream()
                        .filter(line -> COMMON_NAME.matcher(line.text()).find())
                        .map((LogLine line) -> Citation.line(run.source(), line.number(), line.text()))
                        .limit(1))
                .toList();
    }

    private static Optional<String> asked(TestRun run) {
        return run.command().flatMap(command -> first(SERVER_NAME, command).or(() -> first(ASKED, command)));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher match = pattern.matcher(text);
        return match.find() ? Optional.of(match.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
