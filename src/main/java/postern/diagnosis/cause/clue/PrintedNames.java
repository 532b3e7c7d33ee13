package postern.diagnosis.cause.clue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.PastedText;
import postern.maillog.LogLine;

/// Subject and issuer of a certificate as `openssl x509` and checkers print them below each other.
///
/// @param subject  whose it is
/// @param issuer   who made it
/// @param citation where it stands
public record PrintedNames(String subject, String issuer, Citation citation) {
    /// Behind the second word of each: what Thunderbird, Firefox and Windows show.
    private static final Pattern SUBJECT = Pattern.compile(
            "^[\\s|*-]*(?i:subject\\s*[=:]|issued to:?(?:\\s+common name(?: \\(CN\\))?:?|\\s+CN\\b)?)\\s*(\\S.*)$");
    private static final Pattern ISSUER = Pattern.compile(
            "^[\\s|*-]*(?i:issuer\\s*[=:]|issued by:?(?:\\s+common name(?: \\(CN\\))?:?|\\s+CN\\b)?)\\s*(\\S.*)$");
    private static final Pattern ORGANISATION = Pattern.compile("(?:^|[/,]\\s*)O\\s?=\\s?(\"[^\"]+\"|[^/,]+)");
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|[/,]\\s*)CN\\s?=\\s?[^/,]+");

    /// Every such pair in the pasted texts, in their order.
    public static List<PrintedNames> in(Facts facts) {
        List<PrintedNames> found = new ArrayList<>();
        facts.evidence().texts().forEach(text -> read(text, found));
        return found;
    }

    private static void read(PastedText text, List<PrintedNames> found) {
        Optional<String> subject = Optional.empty();
        for (LogLine line : text.lines()) {
            if (line.text().isBlank()) {
                continue;
            }
            Matcher named = SUBJECT.matcher(line.text());
            Matcher issued = ISSUER.matcher(line.text());
            if (named.matches()) {
                subject = Optional.of(named.group(1).strip());
            } else if (issued.matches() && subject.isPresent()) {
                found.add(new PrintedNames(
                        subject.get(),
                        issued.group(1).strip(),
                        Citation.line(text.source(), line.number(), line.text().strip())));
                subject = Optional.empty();
            } else {
                subject = Optional.empty();
            }
        }
    }

    /// Whether the owner issued it: the names are equal, or the issuer is nothing but the owner's organisation. Public
    /// authorities give their certificates for issuing a common name.
    public boolean isOwnIssue() {
        return subject.equals(issuer)
                || (!COMMON_NAME.matcher(issuer).find()
                        && organisation(issuer).isPresent()
                        && organisation(issuer).equals(organisation(subject)));
    }

    private static Optional<String> organisation(String name) {
        Matcher match = ORGANISATION.matcher(name);
        return match.find() ? Optional.of(match.group(1).strip()) : Optional.empty();
    }
}
