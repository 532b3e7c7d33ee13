package postern.diagnosis;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import postern.language.Words;

/// The words for people, from `causes.properties`: for each cause a `title`, a `sentence` with values
/// filled in, an `explanation` with the technical ground, and a `fix` that says what to do.
public final class Wording {
    /// The value that a finding has, instead of those of its cause, if it rests on nothing but what such a failure most
    /// often comes from: the line that tells of the failure.
    public static final String USUAL = "usual";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z]+)\\}");

    private static final Words WORDS = Words.beside(Wording.class, "causes");

    private static final Pattern BETWEEN_BLANKS =
            Pattern.compile("(?<=\\p{IsHan}) ?\\{(\\w+)} ?(?=[\\p{IsHan}，。；：（）])");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}.*\\p{IsHan}", Pattern.DOTALL);

    private final Locale language;

    private Wording(Locale language) {
        this.language = language;
    }

    /// The words in a language; English where it has none.
    public static Wording in(Locale locale) {
        return new Wording(locale);
    }

    /// A few words for a list.
    public String title(Finding finding) {
        return text(finding, "title");
    }

    /// One sentence with the case's own values.
    public String sentence(Finding finding) {
        return text(finding, "sentence");
    }

    /// The ground, for those who want to check.
    public String explanation(Finding finding) {
        return text(finding, "explanation");
    }

    /// What to do; empty if nothing is to be done.
    public String fix(Finding finding) {
        if (finding.fix().isEmpty()) {
            return "";
        }
        String fix = text(finding, "fix");
        return finding.values().containsKey(SeenFromOutside.WORD)
                ? words(SeenFromOutside.WORD + ".fix").replace("{fix}", fix)
                : fix;
    }

    /// A piece of evidence; what comes from outside stays as it is.
    public Citation evidence(Citation citation) {
        return citation.in(language);
    }

    /// What is missing and what it would tell.
    public String missing(MissingEvidence missing) {
        return words(missing.what());
    }

    private String text(Finding finding, String part) {
        String filled = fill(pattern(finding, part), finding.values());
        return isUsual(finding, part) ? filled.replace("{title}", title(finding)) : filled;
    }

    /// A cause that can appear in more than one role or direction may have words of its own for the other, under
    /// `id.role.part` or `id.direction.part`.
    private String pattern(Finding finding, String part) {
        if (isUsual(finding, part)) {
            return words(USUAL + "." + part);
        }
        return Stream.of(finding.role().id(), finding.direction().id())
                .map(special -> finding.cause() + "." + special + "." + part)
                .filter(WORDS::has)
                .findFirst()
                .map(this::words)
                .orElseGet(() -> words(finding.cause() + "." + part));
    }

    private boolean isUsual(Finding finding, String part) {
        return finding.values().containsKey(USUAL) && WORDS.has(USUAL + "." + part);
    }

    private String fill(String pattern, Map<String, CharSequence> values) {
        return PLACEHOLDER.matcher(closedUp(pattern, values)).replaceAll(match -> {
            @Nullable CharSequence value = values.get(match.group(1));
            return Matcher.quoteReplacement(value == null ? match.group() : Phrase.say(value, language));
        });
    }

    /// Chinese sets blanks around what comes from outside, and none around words of its own.
    private String closedUp(String pattern, Map<String, CharSequence> values) {
        return BETWEEN_BLANKS.matcher(pattern).replaceAll(match -> {
            boolean ours = values.get(match.group(1)) instanceof Phrase phrase
                    && HAN.matcher(phrase.in(language)).matches();
            return Matcher.quoteReplacement(ours ? match.group().strip() : match.group());
        });
    }

    private String words(String key) {
        return WORDS.plain(language, key);
    }
}
