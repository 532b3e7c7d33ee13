package postern.maillog;

import java.nio.charset.StandardCharsets;

/// Whole lines of a log as they are in the file.
///
/// @param bytes  the lines with their ends; the last may have none
/// @param length how many of the bytes they are
/// @param closed whether the next chunk begins with a line that goes on from no other, so that it can be read
///               independently
@SuppressWarnings("ArrayRecordComponent")
record Chunk(byte[] bytes, int length, boolean closed) {

    /// The lines with one character for each byte (ISO 8859-1), which is quick and loses nothing;
    /// [LogText#shown] makes them readable.
    String text() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    /// Where a line of [#text] ends without its line end; of a longer one, its first [ChunkReader#LONGEST] bytes.
    ///
    /// @param end where its line end begins
    static int lineEnd(String text, int start, int end) {
        boolean carriageReturn = end > start && text.charAt(end - 1) == '\r';
        return Math.min(carriageReturn ? end - 1 : end, start + ChunkReader.LONGEST);
    }
}
