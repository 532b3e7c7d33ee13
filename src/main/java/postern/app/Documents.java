package postern.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import postern.app.engine.Excerpt;
import postern.evidence.Input;
import postern.evidence.Secrets;

/// The lines of what was given, for reading. Of a very long log as many as a window can hold.
final class Documents {
    /// Lines shown at once, half of them before the line asked for.
    private static final int MOST_LINES = 200_000;

    /// Lines after the one asked for that are shown while the rest is still being read: more than a window shows.
    private static final int FIRST_LINES = 200;

    /// Characters of one line that are shown.
    private static final int MOST_CHARACTERS = 4_000;

    /// Characters shown in all: a file without line ends is cut here.
    private static final int MOST_TEXT = 64_000_000;

    private Documents() {}

    /// Whether evidence is cited as of this input. What the collector gathered is cited by its parts.
    static boolean isCitedAs(String source, Input input) {
        return source.equals(input.name()) || source.startsWith(input.name() + ": ");
    }

    /// Opens the input that is cited so; empty if none is.
    ///
    /// @param around the line that has to be among those returned, from 1
    /// @param soFar  is told the beginning of a long one before it is read whole
    static Optional<Excerpt> open(List<Input> inputs, String source, long around, Consumer<Excerpt> soFar)
            throws IOException {
        Optional<Input> input =
                inputs.stream().filter(each -> isCitedAs(source, each)).findFirst();
        return input.isPresent() ? Optional.of(read(input.get(), around, soFar)) : Optional.empty();
    }

    private static Excerpt read(Input input, long around, Consumer<Excerpt> soFar) throws IOException {
        long first = Math.max(1, around - MOST_LINES / 2);
        List<String> lines = new ArrayList<>();
        boolean more = first > 1;
        long characters = 0;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(input.content().open(), StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (lines.size() == MOST_LINES || characters > MOST_TEXT) {
                    more = true;
                    break;
                }
                if (number >= first) {
                    String shown = shown(line);
                    lines.add(shown);
                    characters += shown.length();
                }
                if (number == around + FIRST_LINES) {
                    soFar.accept(new Excerpt(input.name(), first, Secrets.blank(lines), false));
                }
            }
        }
        return new Excerpt(input.name(), first, Secrets.blank(lines), !more);
    }

    /// Control characters could change what stands beside them.
    private static String shown(String line) {
        String cut = line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) + "…" : line;
        for (int at = 0; at < cut.length(); at++) {
            if (cut.charAt(at) != '\t' && Character.isISOControl(cut.charAt(at))) {
                return cut.replaceAll("[\\p{Cntrl}&&[^\\t]]", "\u00b7");
            }
        }
        return cut;
    }
}
