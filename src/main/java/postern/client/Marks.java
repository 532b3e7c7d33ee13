package postern.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import postern.maillog.LogLine;

/// Words by which it is known whose settings are shown.
final class Marks {
    /// More than anybody shows of settings.
    private static final int LONGEST = 200_000;

    private final String text;
    private final Map<String, Boolean> known = new HashMap<>();

    Marks(List<LogLine> lines) {
        String whole = lines.stream().map(LogLine::text).collect(Collectors.joining("\n"));
        this.text = whole.length() > LONGEST ? whole.substring(0, LONGEST) : whole;
    }

    /// Whether a mark stands there; an empty one always does.
    boolean hold(String mark) {
        return mark.isEmpty()
                || known.computeIfAbsent(
                        mark, words -> Pattern.compile(words).matcher(text).find());
    }
}
