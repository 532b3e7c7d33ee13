package postern.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/// Something given to be read: a file, a member of an archive, a pasted text.
///
/// @param name    what it is cited by
/// @param day     the day it was last changed, which dates log lines without a year
/// @param content opens it anew at each call
public record Input(String name, LocalDate day, Source content) {
    /// The most that is read of anything but a log, in bytes.
    static final int MAXIMUM_TEXT = 8 << 20;

    /// Opens a stream.
    @FunctionalInterface
    public interface Source {
        /// Opens it at its beginning; the caller closes it.
        InputStream open() throws IOException;
    }

    /// A text held in memory.
    public static Input of(String name, LocalDate day, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Input(name, day, () -> new ByteArrayInputStream(bytes));
    }
}
