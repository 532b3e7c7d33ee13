package postern.casefile;

import postern.language.Language;
import postern.language.Words;

/// Sentences on saved cases, from `casefile.properties`, in the language that is spoken.
final class Sentences {
    private static final Words WORDS = Words.beside(Sentences.class, "casefile");

    private Sentences() {}

    static String of(String key, Object... values) {
        return WORDS.of(Language.spoken(), key, values);
    }
}
