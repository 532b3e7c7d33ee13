package postern.diagnosis;

import java.text.MessageFormat;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postern.language.Words;

/// Small words that findings are put together from, from `phrases.properties`. They are said in the language of whoever
/// reads the finding, and in English where nobody asks for one.
public sealed interface Phrase extends CharSequence {

    /// The words under a key with values filled in. Words that take none may hold apostrophes as they are.
    static Phrase of(String key, Object... values) {
        return new Saying(key, List.of(values));
    }

    /// What is known, or else the words under a key.
    static CharSequence or(Optional<String> known, String key) {
        return known.isPresent() ? known.get() : of(key);
    }

    /// A list as people write it: `A`, `A and B`, `A, B and C`; beyond six, the first five and how many more.
    static CharSequence list(Collection<?> items) {
        List<String> texts = items.stream().map(Object::toString).distinct().toList();
        return texts.size() == 1 ? texts.getFirst() : new Enumeration(texts);
    }

    /// Says a text in a language, if it is words of ours; what comes from outside stays as it is.
    static String say(CharSequence text, Locale language) {
        return text instanceof Phrase phrase ? phrase.in(language) : text.toString();
    }

    /// The words in a language.
    String in(Locale language);

    @Override
    default int length() {
        return toString().length();
    }

    @Override
    default char charAt(int index) {
        return toString().charAt(index);
    }

    @Override
    default CharSequence subSequence(int start, int end) {
        return toString().subSequence(start, end);
    }

    /// Words by their key.
    record Saying(String key, List<Object> values) implements Phrase {
        private static final Words WORDS = Words.beside(Phrase.class, "phrases");

        public Saying {
            values = List.copyOf(values);
        }

        @Override
        public String in(Locale language) {
            String words = WORDS.plain(language, key);
            return values.isEmpty() ? words : new MessageFormat(words, language).format(said(language));
        }

        private Object[] said(Locale language) {
            return values.stream()
                    .map(value -> value instanceof Phrase phrase ? phrase.in(language) : value)
                    .toArray();
        }

        @Override
        public String toString() {
            return in(Locale.ENGLISH);
        }
    }

    /// Names in a row.
    record Enumeration(List<String> items) implements Phrase {
        private static final int LONGEST = 6;

        public Enumeration {
            items = List.copyOf(items);
        }

        @Override
        public String in(Locale language) {
            if (items.size() > LONGEST) {
                return of("list.more", joined(LONGEST - 1, language), items.size() - LONGEST + 1)
                        .in(language);
            }
            return switch (items.size()) {
                case 0 -> "";
                case 1 -> items.getFirst();
                default ->
                    of("list.last", joined(items.size() - 1, language), items.getLast())
                            .in(language);
            };
        }

        private String joined(int first, Locale language) {
            return String.join(of("list.between").in(language), items.subList(0, first));
        }

        @Override
        public String toString() {
            return in(Locale.ENGLISH);
        }
    }
}
