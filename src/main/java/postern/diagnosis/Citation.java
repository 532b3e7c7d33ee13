package postern.diagnosis;

import java.util.Locale;
import java.util.OptionalLong;

/// A piece of evidence that a finding rests on.
///
/// @param source where it is from: a file's name, or `probe HOST:PORT`
/// @param line   line in the file, from 1; empty where there are no lines
/// @param words  the evidence in its own words, or a [Phrase] where a probe has none
public record Citation(String source, OptionalLong line, CharSequence words) {

    /// A line of a file.
    public static Citation line(String source, long line, String text) {
        return new Citation(source, OptionalLong.of(line), text);
    }

    /// Something without lines.
    public static Citation of(String source, CharSequence words) {
        return new Citation(source, OptionalLong.empty(), words);
    }

    /// The words as text.
    public String text() {
        return words.toString();
    }

    /// The same as it is said in a language.
    public Citation in(Locale language) {
        return new Citation(source, line, Phrase.say(words, language));
    }
}
