package postern.redaction;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces private names, addresses and mail addresses in texts, line by line. The same original gets the same
/// stand-in in all that one redaction reads. Names and addresses that are nobody's, as those for documentation,
/// stay, and so do those of big providers, authorities and software, versions, suites, reasons, queue ids and
/// file names.
///
/// Stand-ins are names below `.example` (RFC 2606), addresses of networks for benchmarks and documentation, and
/// `user1`, `user2`, … What was replaced is known here alone, for [#standIns()] to show; no writer asks for it.
/// Not for several threads at once.
public final class Redaction {
    private static final String LABEL = "[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}\\p{M}_-]{0,61}[\\p{L}\\p{N}\\p{M}])?";
    private static final String NAME = "(?:" + LABEL + "\\.){1,30}(?:\\p{L}[\\p{L}\\p{M}]+|xn--[A-Za-z0-9-]+)";

    private static final Pattern PLACE = Pattern.compile(
            // An address in angle brackets may hold everything but blanks; elsewhere only what is usual.
            "(?:(?<=<)(?<written>[^<>@\\s\"]{1,128})|(?<![\\p{L}\\p{N}._%+-])(?<local>[\\p{L}\\p{N}._%+-]{1,64}))@"
                    + "(?=\\[|" + NAME + ")"
                    + "|(?<![\\p{L}\\p{N}:.])(?:(?i)IPv?6:)?(?<six>(?:[0-9A-Fa-f]{0,4}:){2,7}"
                    + "(?:\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f]{1,4})?)(?![\\p{L}\\p{N}:])"
                    + "|(?<![\\p{L}\\p{N}_.-]|\\bid |version |v)(?<four>\\d{1,3}(?:\\.\\d{1,3}){3})"
                    + "(?![\\p{L}\\p{N}_-]|\\.\\d|\\.[\\p{L}\\p{N}_-]+\\.\\p{L})"
                    + "|(?<![\\p{L}\\p{N}\\p{M}_-])(?<name>" + NAME + ")(?![\\p{L}\\p{N}\\p{M}_-])"
                    + "|(?<![\\p{L}\\p{N}_.-])(?<word>[\\p{L}\\p{N}][\\p{L}\\p{N}-]{4,62})(?![\\p{L}\\p{N}_])");

    private final StandIns standIns = new StandIns();
    private final Addresses addresses = new Addresses(standIns);
    private final Names names = new Names(standIns, addresses);
    private final People people = new People(standIns);
    private final Phrases phrases = new Phrases(names, people);

    /// A text with stand-ins. Line ends stay as they are.
    public String text(String text) {
        if (text.indexOf('\n') < 0) {
            return line(text);
        }
        var redacted = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            int next = end < 0 ? text.length() : end + 1;
            redacted.append(line(text.substring(at, next)));
            at = next;
        }
        return redacted.toString();
    }

    private String line(String line) {
        String prepared = phrases.applied(line);
        return PLACE.matcher(prepared).replaceAll(found -> Matcher.quoteReplacement(standIn(found, prepared)));
    }

    private String standIn(MatchResult found, String line) {
        if (found.group("written") != null) {
            return people.account(found.group("written")) + "@";
        }
        if (found.group("local") != null) {
            return people.account(found.group("local")) + "@";
        }
        if (found.group("six") != null) {
            String six = found.group("six");
            return found.group().substring(0, found.group().length() - six.length()) + addresses.ipv6(six);
        }
        if (found.group("four") != null) {
            return addresses.ipv4(found.group("four"));
        }
        if (found.group("name") != null) {
            return names.of(found.group("name"), found.start() > 0 && line.charAt(found.start() - 1) == '/');
        }
        String word = found.group("word");
        return names.word(word).orElse(word);
    }

    /// Redacts the lines of one text, one after the other, without their ends. Nothing comes in place of a line of a
    /// certificate until its last; then all come together.
    public Function<String, Optional<String>> lines() {
        return new CertificateLines(this);
    }

    /// A certificate with stand-ins for the names in it. Its signature fits no more.
    ///
    /// @return the same bytes where it names nobody, none where they are not a certificate
    public byte[] certificate(byte[] der) {
        return new StandInCertificate(this::text).of(der);
    }

    /// What was replaced by what, in the order it was met. For the eyes of who owns the originals.
    public List<StandIn> standIns() {
        return standIns.listed();
    }
}
