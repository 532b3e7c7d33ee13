package postern.transcript;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The script that gathers a server's evidence, and its output.
///
/// An admin pastes the script into the server's terminal; the one text it prints holds the configuration, the
/// versions, the certificates and the lines of the log, each part under a heading of its own.
public final class Collector {
    private static final String SCRIPT = "collector.sh";
    private static final Pattern HEADING = Pattern.compile("-{5} postern: ([\\w. -]{1,40}?) -{5}\\s*");
    private static final Pattern START = Pattern.compile("(?m)^(.{0,20})----- postern: collector \\d+ -----");
    private static final int MOST_PARTS = 100;
    private static final int MOST_LINES = 1_000_000;

    private Collector() {}

    /// One part of the output.
    ///
    /// @param name what it is: `main.cf`, `master.cf`, `dovecot.conf`, `mail.log` for what other readers know, else
    ///             `system`, `versions`, `age`, `certificates`, `policy`, `ports`, and `end`, behind which stands
    ///             whatever else was pasted
    /// @param line where its text starts in the output, from 1
    /// @param text the text, without the heading
    public record Part(String name, long line, String text) {

        /// The text with blank lines in place of what stands before it, so that its lines keep the output's numbers.
        public String inItsPlace() {
            return "\n".repeat((int) Math.max(0, Math.min(line - 1, MOST_LINES))) + text;
        }
    }

    /// The script, for any POSIX shell.
    public static String script() {
        try (InputStream stream = Objects.requireNonNull(Collector.class.getResourceAsStream(SCRIPT))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a text is output of the script.
    ///
    /// @param head the first few thousand characters
    public static boolean looksLike(String head) {
        return START.matcher(head).find();
    }

    /// Takes the output apart. Parts without text are left out, and so is what stands before the first heading.
    public static List<Part> parts(String output) {
        List<Part> parts = new ArrayList<>();
        var text = new StringBuilder();
        String name = "";
        long start = 0;
        long number = 0;
        String mark = quotingMark(output);
        for (String quoted : (Iterable<String>) output.lines()::iterator) {
            number++;
            String line = mark.isEmpty() || !quoted.startsWith(mark.strip())
                    ? quoted
                    : quoted.substring(
                            quoted.startsWith(mark)
                                    ? mark.length()
                                    : mark.strip().length());
            Matcher heading = HEADING.matcher(line.strip());
            if (heading.matches()) {
                add(parts, name, start, text);
                name = heading.group(1);
                start = number + 1;
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        add(parts, name, start, text);
        return List.copyOf(parts);
    }

    /// What a mail program put before every line.
    private static String quotingMark(String output) {
        Matcher start = START.matcher(output);
        return start.find() ? start.group(1) : "";
    }

    private static void add(List<Part> parts, String name, long start, StringBuilder text) {
        String stripped = text.toString().stripTrailing();
        if (!name.isEmpty() && !stripped.isEmpty() && parts.size() < MOST_PARTS) {
            parts.add(new Part(name, start, stripped + "\n"));
        }
    }
}
