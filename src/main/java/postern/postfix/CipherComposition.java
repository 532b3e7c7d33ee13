package postern.postfix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The cipher string Postfix hands to the library: the list of the grade, then `:!word` for every
/// exclusion (Postfix `src/tls/tls_misc.c`, `tls_set_ciphers`).
///
/// @param string   the whole string
/// @param grade    the setting that names the grade
/// @param list     the setting that holds the list of that grade
/// @param excluded the settings whose words are excluded
/// @param problem  why Postfix gives up before it asks the library
public record CipherComposition(
        String string, Setting grade, Setting list, List<Setting> excluded, Optional<Problem> problem) {
    private static final Pattern SEPARATORS = Pattern.compile("[ \\t\\r\\n,:]+");

    public CipherComposition {
        excluded = List.copyOf(excluded);
    }

    /// The setting that names the grade. Before 2.6 everything went at level may, which is grade export.
    ///
    /// @param prefix `smtpd_tls_` or `smtp_tls_`
    static Setting grade(Settings settings, String prefix, boolean mandatory) {
        String name = prefix + (mandatory ? "mandatory_ciphers" : "ciphers");
        boolean fixed = !mandatory && !settings.release().atLeast(2, 6);
        return fixed ? new Setting(name, "export", "export", null, 0) : settings.get(name);
    }

    /// The settings whose words are excluded, in the order Postfix appends them.
    static List<Setting> exclusions(Settings settings, String prefix, boolean mandatory) {
        Stream<String> names =
                mandatory ? Stream.of("exclude_ciphers", "mandatory_exclude_ciphers") : Stream.of("exclude_ciphers");
        return names.map(name -> settings.get(prefix + name))
                .filter(setting -> !setting.isEmpty())
                .toList();
    }

    /// Composes the string.
    ///
    /// @param grade      the setting that names the grade
    /// @param exclusions settings whose words are excluded, in the order Postfix appends them
    /// @param added      words that Postfix excludes on its own
    static CipherComposition of(Settings settings, Setting grade, List<Setting> exclusions, List<String> added) {
        if (!settings.release().atLeast(2, 3)) {
            return beforeGrades(settings, grade);
        }
        Optional<String> parameter = Grade.named(grade.value()).map(found -> found.parameter(settings.release()));
        if (parameter.isEmpty()) {
            Setting none = settings.get("tls_medium_cipherlist");
            return new CipherComposition(
                    "", grade, none, exclusions, Optional.of(new Problem.InvalidCipherGrade(grade)));
        }
        Setting list = settings.get(parameter.get());
        var string = new StringBuilder(list.value());
        for (Setting exclusion : exclusions) {
            for (String word : words(exclusion.value())) {
                if ("!+-@".indexOf(word.charAt(0)) >= 0) {
                    return new CipherComposition(
                            "", grade, list, exclusions, Optional.of(new Problem.InvalidExclusion(exclusion, word)));
                }
                string.append(":!").append(word);
            }
        }
        added.forEach(word -> string.append(":!").append(word));
        return new CipherComposition(string.toString(), grade, list, exclusions, Optional.empty());
    }

    /// Postfix 2.2 knew no grades, only one list, and without it took the library's.
    private static CipherComposition beforeGrades(Settings settings, Setting grade) {
        String name = grade.name().startsWith("smtpd_") ? "smtpd_tls_cipherlist" : "smtp_tls_cipherlist";
        Setting list = settings.get(name);
        return new CipherComposition(
                list.isEmpty() ? "DEFAULT" : list.value(), grade, list, List.of(), Optional.empty());
    }

    /// All settings that had a part in it.
    public List<Setting> settings() {
        var all = new ArrayList<Setting>(List.of(grade, list));
        all.addAll(excluded);
        return List.copyOf(all);
    }

    private static List<String> words(String value) {
        return Arrays.stream(SEPARATORS.split(value, -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /// The grades of cipher strength.
    private enum Grade {
        HIGH,
        MEDIUM,
        LOW,
        EXPORT,
        NULL;

        static Optional<Grade> named(String word) {
            String wanted = word.toUpperCase(Locale.ROOT);
            return Arrays.stream(values())
                    .filter(grade -> grade.name().equals(wanted))
                    .findFirst();
        }

        /// From 3.8 on low and export are taken as medium.
        String parameter(PostfixRelease release) {
            boolean asMedium = (this == LOW || this == EXPORT) && release.atLeast(3, 8);
            return "tls_" + (asMedium ? MEDIUM : this).name().toLowerCase(Locale.ROOT) + "_cipherlist";
        }
    }
}
