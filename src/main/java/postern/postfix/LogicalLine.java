package postern.postfix;

import java.util.ArrayList;
import java.util.List;

/// A line of configuration with the lines that continue it (Postfix `src/util/readlline.c`): a line that
/// begins with white space continues the one before, also across comments and empty lines.
///
/// @param lines    all physical lines from the first to the last continuation, comments between included
/// @param indented whether the first one is indented, which only the first of a text can be; Postfix
///                 ignores such a line with a warning
record LogicalLine(List<PhysicalLine> lines, boolean indented) {
    LogicalLine {
        lines = List.copyOf(lines);
    }

    int firstLine() {
        return lines.getFirst().number();
    }

    int lastLine() {
        return lines.getLast().number();
    }

    /// What Postfix reads: the contents joined as they are, up to a null byte.
    String text() {
        var joined = new StringBuilder();
        lines.stream()
                .filter(line -> !line.isSkipped())
                .map(PhysicalLine::content)
                .forEach(joined::append);
        int end = joined.indexOf("\0");
        return ConfigurationText.strip(end < 0 ? joined.toString() : joined.substring(0, end));
    }

    static List<LogicalLine> of(List<PhysicalLine> lines) {
        var logical = new ArrayList<LogicalLine>();
        var open = new ArrayList<PhysicalLine>();
        var skipped = new ArrayList<PhysicalLine>();
        for (PhysicalLine line : lines) {
            if (line.isSkipped()) {
                skipped.add(line);
                continue;
            }
            if (line.isIndented() && !open.isEmpty()) {
                open.addAll(skipped);
            } else {
                close(open, logical);
            }
            skipped.clear();
            open.add(line);
        }
        close(open, logical);
        return logical;
    }

    private static void close(List<PhysicalLine> open, List<LogicalLine> logical) {
        if (!open.isEmpty()) {
            logical.add(new LogicalLine(open, open.getFirst().isIndented()));
            open.clear();
        }
    }
}
