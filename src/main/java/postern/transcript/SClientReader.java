package postern.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads pasted output of `openssl s_client`, whole or in parts, with or without the command, of any release.
public final class SClientReader {
    private static final int MOST_RUNS = 50;
    private static final int LONGEST = 2000;
    private static final Pattern PROMPT = Pattern.compile("\\s*(?:\\S{0,64}[@:~][^$#>]{0,64})?[$#>] ?(.*)");
    /// A command whose prompt was left out.
    private static final Pattern BARE = Pattern.compile("\\s*[`'\"]?(openssl s_client -[^`]{1,500}?)[`'\"]?\\s*");
    private static final Pattern SIGNS = Pattern.compile(
            "(?m)^CONNECTED\\([0-9A-Fa-f]+\\)|^[ \\t]*+(?:\\d+ s:\\s?(?:/|[A-Za-z]+ ?=)|Verify return code: \\d+ \\()"
                    + "|^verify error:num=\\d+:|^error \\d+ at \\d+ depth lookup:|\\bopenssl s_client\\b");

    private SClientReader() {}

    /// Whether a text looks like output of `s_client`.
    ///
    /// @param head the first few thousand characters
    public static boolean looksLike(String head) {
        return SIGNS.matcher(head).find();
    }

    /// Reads the first run that a text holds.
    ///
    /// @param source the file's name
    /// @return what it shows; nothing connected and nothing else if the text holds no run
    public static TestRun read(String source, String text) {
        List<TestRun> runs = readAll(source, text);
        return runs.isEmpty() ? new SClientRun(source, null).output() : runs.getFirst();
    }

    /// Reads all runs in a text, in order. What other commands print between them is left out.
    ///
    /// @param source the file's name
    /// @return one for each run, at most 50
    public static List<TestRun> readAll(String source, String text) {
        List<SClientRun> runs = new ArrayList<>();
        // A command without its prompt may be quoted in a sentence only.
        List<SClientRun> mentioned = new ArrayList<>();
        var run = new SClientRun(source, null);
        boolean reading = true;
        long number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            Matcher prompt = PROMPT.matcher(line.length() > 1000 ? line.substring(0, 1000) : line);
            boolean command = prompt.matches() && !prompt.group(1).isBlank();
            Matcher bare = BARE.matcher(line);
            String words = (command ? prompt.group(1) : line).strip();
            if (!command && bare.matches()) {
                runs.add(run);
                run = new SClientRun(source, bare.group(1));
                mentioned.add(run);
                reading = true;
            } else if ((command || words.contains(" -connect ")) && runsSClient(words)) {
                runs.add(run);
                run = new SClientRun(source, words);
                reading = true;
            } else if (command && line.strip().startsWith("$")) {
                reading = false;
            } else if (reading) {
                if (run.endsBefore(line.strip())) {
                    runs.add(run);
                    run = new SClientRun(source, null);
                }
                run.line(number, line.length() > LONGEST ? line.substring(0, LONGEST) : line);
            }
        }
        runs.add(run);
        return runs.stream()
                .filter(each -> !each.isEmpty() && (each.hasOutput() || !mentioned.contains(each)))
                .limit(MOST_RUNS)
                .map(SClientRun::output)
                .toList();
    }

    private static boolean runsSClient(String command) {
        return command.length() <= LONGEST
                && Tool.runBy(command).filter(it -> it == Tool.S_CLIENT).isPresent();
    }
}
