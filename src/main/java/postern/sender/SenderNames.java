package postern.sender;

import java.util.Locale;
import postern.language.Words;

/// What senders are called. Products and firms have one name everywhere; what is told about them besides, such as
/// "devices with" or "since", has words in each language.
public final class SenderNames {
    private static final Words WORDS = Words.beside(SenderNames.class, "names");

    private SenderNames() {}

    /// A name in a language.
    ///
    /// @param profile id of the profile; a sender that goes by another name than its profile keeps that
    /// @param name    as it is in English
    public static String in(Locale language, String profile, String name) {
        return WORDS.has(profile) && WORDS.plain(Locale.ENGLISH, profile).equals(name)
                ? WORDS.plain(language, profile)
                : name;
    }
}
