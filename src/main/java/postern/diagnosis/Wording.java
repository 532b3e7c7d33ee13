package postern.diagnosis;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The words for people, from `causes.properties`: for each cause a `title`, a `sentence` with values
/// filled in, an `explanation` with the technical ground, and a `fix` that says what to do.
public final class Wording {
    /// The value that a finding has, instead of those of its cause, if it rests on nothing but what such a failure most
    /// often comes from: the line that tells of the failure.
    public static final String USUAL = "usual";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z]+)\\}");

    private final ResourceBundle bundle;

    private Wording(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /// The words in a language; English where it has none.
    public static Wording in(Locale locale) {
        return new Wording(ResourceBundle.getBundle("postern.diagnosis.causes", locale));
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
        return finding.fix().isEmpty() ? "" : text(finding, "fix");
    }

    /// What is missing and what it would tell.
    public String missing(MissingEvidence missing) {
        return bundle.getString(missing.what());
    }

    private String text(Finding finding, String part) {
        String filled = fill(pattern(finding, part), finding.values());
        return isUsual(finding, part) ? filled.replace("{title}", title(finding)) : filled;
    }

    /// A cause that can appear in more than one role or direction may have words of its own for the other, under
    /// `id.role.part` or `id.direction.part`.
    private String pattern(Finding finding, String part) {
        if (isUsual(finding, part)) {
            return bundle.getString(USUAL + "." + part);
        }
        return Stream.of(finding.role().id(), finding.direction().id())
                .map(special -> finding.cause() + "." + special + "." + part)
                .filter(bundle::containsKey)
                .findFirst()
                .map(bundle::getString)
                .orElseGet(() -> bundle.getString(finding.cause() + "." + part));
    }

    private boolean isUsual(Finding finding, String part) {
        return finding.values().containsKey(USUAL) && bundle.containsKey(USUAL + "." + part);
    }

    private static String fill(String pattern, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(pattern)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
    }
}
