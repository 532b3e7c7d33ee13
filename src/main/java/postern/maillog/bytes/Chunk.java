package postern.maillog.bytes;

/// Whole lines of a log as they are in the file.
///
/// @param bytes  the lines with their ends, of which the last may have none, and some room behind them
/// @param length how many of the bytes are lines
/// @param closed whether the next chunk begins with a line that goes on from no other, so that it can be read
///               independently
@SuppressWarnings("ArrayRecordComponent")
public record Chunk(byte[] bytes, int length, boolean closed) {

    /// The lines, as long as the bytes are not given to another chunk; [LogText#shown] makes them readable.
    public ByteText text() {
        return new ByteText(bytes, length);
    }

    /// Where a line ends without its line end; of a longer one, its first [ChunkReader#LONGEST] bytes.
    ///
    /// @param end where its line end begins
    static int lineEnd(ByteText text, int start, int end) {
        boolean carriageReturn = end > start && text.at(end - 1) == '\r';
        return Math.min(carriageReturn ? end - 1 : end, start + ChunkReader.LONGEST);
    }
}
