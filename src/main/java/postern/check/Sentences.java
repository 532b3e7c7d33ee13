package postern.check;

import postern.language.Language;
import postern.language.Words;

/// Sentences of this room, from `check.properties`, in the language that is spoken.
final class Sentences {
    private static final Words WORDS = Words.beside(Sentences.class, "check");

    private Sentences() {}

    static String of(String key, Object... values) {
        return WORDS.of(Language.spoken(), key, values);
    }
}
