package postern.evidence;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import postern.language.Language;
import postern.language.Words;

/// Sentences on inputs, from `evidence.properties`, in the language that is spoken.
final class Remarks {
    private static final Words WORDS = Words.beside(Remarks.class, "evidence");

    private Remarks() {}

    static String of(String key, Object... values) {
        return WORDS.of(Language.spoken(), key, values);
    }

    /// What a text of several inputs was taken apart into.
    static String mixed(String name, List<Paste.Part> parts) {
        return of(
                "mixed",
                name,
                parts.stream()
                        .map(part -> of(
                                "mixed.part",
                                of("mixed."
                                        + part.kind()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-')),
                                String.valueOf(part.first()),
                                String.valueOf(part.last())))
                        .collect(Collectors.joining("; ")));
    }

    /// Why something could not be read, in a few words.
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return of("reason.denied");
        }
        String message = e.getMessage();
        return message == null ? of("reason.unknown") : message;
    }
}
