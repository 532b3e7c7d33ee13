package postern.language;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The language that is spoken. A further one is a line in [#ALL] and a file beside each file of English words.
public final class Language {
    /// Those there are words in, English first.
    public static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    private static final ScopedValue<Locale> SPOKEN = ScopedValue.newInstance();

    private Language() {}

    /// The language nearest to the one wanted: English as it is written where the user lives, else one that is
    /// spoken elsewhere, else English.
    public static Locale nearest(Locale wanted) {
        Locale nearest = ALL.stream()
                .filter(each -> each.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(Locale.ENGLISH);
        return nearest.equals(Locale.ENGLISH) && wanted.getLanguage().equals("en") ? wanted : nearest;
    }

    /// A language by its tag, for example `zh` or `zh-CN`; empty if it is none of those there are.
    public static Optional<Locale> named(String tag) {
        Locale wanted = Locale.forLanguageTag(tag.replace('_', '-'));
        return Optional.of(nearest(wanted)).filter(each -> each.getLanguage().equals(wanted.getLanguage()));
    }

    /// The language of sentences that are made in this thread: English, but where another one was asked for.
    public static Locale spoken() {
        return SPOKEN.orElse(Locale.ENGLISH);
    }

    /// Does something, and all sentences made meanwhile in this thread are in a language.
    public static <T, X extends Throwable> T speaking(Locale language, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(SPOKEN, language).call(work);
    }
}
