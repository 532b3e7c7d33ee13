package postern.diagnosis;

import java.util.OptionalLong;

/// A piece of evidence that a finding rests on.
///
/// @param source where it is from: a file's name, or `probe HOST:PORT`
/// @param line   line in the file, from 1; empty where there are no lines
/// @param text   the evidence in its own words
public record Citation(String source, OptionalLong line, String text) {

    /// A line of a file.
    public static Citation line(String source, long line, String text) {
        return new Citation(source, OptionalLong.of(line), text);
    }

    /// Something without lines.
    public static Citation of(String source, String text) {
        return new Citation(source, OptionalLong.empty(), text);
    }
}
