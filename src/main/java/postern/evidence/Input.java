package postern.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import postern.maillog.bytes.PlainText;
import postern.redaction.Redaction;

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

    /// The same without private keys, passwords and the like, which are blanked while it is read.
    public Input blanked() {
        return withLines(() -> {
            var secrets = new Secrets();
            return line -> Optional.of(secrets.line(line));
        });
    }

    /// The same with stand-ins for private names and addresses, and without secrets, also in its name.
    public Input redacted(Redaction redaction) {
        return new Input(
                redaction.text(name),
                day,
                withLines(() -> {
                            var secrets = new Secrets();
                            Function<String, Optional<String>> lines = redaction.lines();
                            return line -> lines.apply(secrets.line(line));
                        })
                        .content());
    }

    /// @param change makes what changes the lines, anew for each reading
    private Input withLines(Supplier<Function<String, Optional<String>>> change) {
        return new Input(name, day, () -> new LineStream(PlainText.of(content.open()), change.get()));
    }
}
