package postern.diagnosis;

import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words for people, from `causes.properties`: for each cause a `title`, a `sentence` with values
/// filled in, an `explanation` with the technical ground, and a `fix` that says what to do.
public final class Wording {
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
        return fill(pattern(finding, part), finding.values());
    }

    /// A cause that can appear in more than one role has words of its own for the other, under
    /// `id.role.part`.
    private String pattern(Finding finding, String part) {
        try {
            return bundle.getString(finding.cause() + "." + finding.role().id() + "." + part);
        } catch (MissingResourceException _) {
            return bundle.getString(finding.cause() + "." + part);
        }
    }

    private static String fill(String pattern, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(pattern)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
    }
}
