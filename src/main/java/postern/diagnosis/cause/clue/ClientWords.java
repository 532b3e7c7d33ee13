package postern.diagnosis.cause.clue;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.InputKind;
import postern.evidence.PastedText;
import postern.maillog.LogLine;
import postern.table.FactTable;

/// What mail programs and their libraries say when they refuse a server's certificate. Each library has words of its
/// own, and few of them: `client-words.tsv` has them, with where each is from.
public enum ClientWords {
    /// Nobody the client trusts vouches for the certificate.
    DISTRUST("distrust"),

    /// The certificate is its own issuer, or an authority's own.
    SELF_SIGNED("self-signed"),

    /// Nothing but the server's own certificate came, and it leads nowhere.
    LEAF_ALONE("leaf-alone"),

    /// A certificate of the chain has expired; which one, few say.
    EXPIRED("expired"),

    /// The time of the certificate has not begun, by the client's clock.
    NOT_YET_VALID("not-yet-valid"),

    /// The certificate is for other names.
    OTHER_NAME("other-name");

    private static final class Table {
        static final List<String[]> ROWS = FactTable.rows(ClientWords.class, "/postern/diagnosis/client-words.tsv");
    }

    /// What a test tool says itself: there its reader knows more.
    private static final Pattern TESTER = Pattern.compile("^\\s*(?:verify error:|Verif\\w+ (?:return code|error):)");

    /// Texts that may hold words of people and of programs that are no test tools.
    private static final Set<InputKind> SPOKEN = Set.of(InputKind.UNKNOWN, InputKind.S_CLIENT, InputKind.SMTP_DIALOGUE);

    private final Pattern words;

    ClientWords(String meaning) {
        this.words = Pattern.compile(Table.ROWS.stream()
                .filter(row -> row[0].equals(meaning))
                .map(row -> "(?:" + row[2] + ")")
                .collect(Collectors.joining("|")));
    }

    /// The words.
    public Pattern words() {
        return words;
    }

    /// Lines of what people wrote and of programs' own logs in which a client says so.
    public List<Citation> in(Facts facts) {
        return facts.evidence().texts().stream()
                .filter(text -> SPOKEN.contains(text.kind()))
                .flatMap(text -> text.lines().stream()
                        .filter(line -> isSaidBy(text, line))
                        .map(line -> Citation.line(text.source(), line.number(), line.text())))
                .toList();
    }

    private boolean isSaidBy(PastedText text, LogLine line) {
        return words.matcher(line.text()).find()
                && !Rules.hold(line.text())
                && (text.kind() == InputKind.UNKNOWN
                        || !TESTER.matcher(line.text()).find());
    }

    /// Lines in which a client refuses the certificate for whatever reason.
    public static List<Citation> any(Facts facts) {
        return Stream.of(values()).flatMap(it -> it.in(facts).stream()).toList();
    }

    /// What clients are seen to distrust: by the alert they sent, and in their own words.
    public static List<Citation> refusing(Facts facts, Pattern alert) {
        return Stream.concat(Refusal.lasting(facts, alert).stream(), DISTRUST.in(facts).stream())
                .toList();
    }
}
