package postern.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postern.maillog.LogLine;

/// Reads pasted runs of tools that test TLS: `gnutls-cli`, `posttls-finger`, `testssl.sh`, `sslscan`, `nmap`, `swaks`
/// and CheckTLS. For `openssl s_client` there is [SClientReader].
public final class ToolReader {
    private static final int MOST_RUNS = 50;
    private static final int LONGEST = 2000;
    /// Not `# of certificates`, which testssl.sh prints.
    private static final Pattern PROMPT = Pattern.compile("\\s*(?:\\S{0,64}[@:~][^$#>]{0,64})?[$#] ?(?!of )(\\S.*)");
    /// Colours of a terminal.
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]{0,20}m");

    private final String source;
    private final List<RunBuilder> runs = new ArrayList<>();
    private final StringBuilder rest = new StringBuilder();
    private @Nullable Tool tool;
    private @Nullable ToolLines lines;

    private ToolReader(String source) {
        this.source = source;
    }

    /// What was read.
    ///
    /// @param runs in their order, at most 50
    /// @param rest the text without the lines that the tools printed; the other lines keep their numbers
    public record Read(List<TestRun> runs, String rest) {
        public Read {
            runs = List.copyOf(runs);
        }
    }

    /// Whether a text holds a line that only these tools print.
    ///
    /// @param head the first few thousand characters
    public static boolean looksLike(String head) {
        return head.lines()
                .map(ToolReader::plain)
                .anyMatch(line -> Tool.beginningWith(line.strip())
                        .filter(it -> it != Tool.S_CLIENT)
                        .isPresent());
    }

    /// Reads all runs in a text.
    ///
    /// @param source the file's name
    public static Read read(String source, String text) {
        var reader = new ToolReader(source);
        long number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            reader.line(new LogLine(number, plain(line)), line);
        }
        return new Read(
                reader.runs.stream()
                        .filter(run -> !run.isEmpty())
                        .limit(MOST_RUNS)
                        .map(RunBuilder::run)
                        .toList(),
                reader.rest.toString());
    }

    private static String plain(String line) {
        String cut = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
        return cut.indexOf('\u001B') < 0 ? cut : COLOUR.matcher(cut).replaceAll("");
    }

    private void line(LogLine line, String written) {
        String text = line.text().strip();
        Matcher prompt = PROMPT.matcher(line.text());
        if (prompt.matches()) {
            String command = prompt.group(1).strip();
            begin(Tool.runBy(command), command);
        } else {
            Tool.beginningWith(text)
                    .filter(it -> it != tool || beginsAnew(it, text))
                    .ifPresent(it -> begin(Optional.of(it), null));
        }
        boolean taken = lines != null && !runs.isEmpty() && lines.take(runs.getLast(), line);
        rest.append(taken ? "" : written).append('\n');
    }

    /// Without a prompt between them, a run ends where the next begins.
    private boolean beginsAnew(Tool begun, String text) {
        return !runs.isEmpty() && runs.getLast().tellsOfServer() && begun.beginsAnew(text);
    }

    private void begin(Optional<Tool> begun, @Nullable String command) {
        tool = begun.orElse(null);
        lines = begun.map(Tool::newLines).orElse(null);
        if (tool != null && runs.size() < MOST_RUNS * 2) {
            runs.add(new RunBuilder(source, tool, command));
        }
    }
}
