package postern.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import postern.report.Block.Cell;
import postern.report.Block.Table;

/// Tables and wrapped lines in plain text.
final class Columns {
    private static final String GAP = "  ";
    private static final int NARROWEST = 10;

    private Columns() {}

    /// How many columns a text takes in a terminal: wide East Asian characters take two, combining marks none.
    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = (point >= 0x1100 && point <= 0x115f)
                || (point >= 0x2e80 && point <= 0xa4cf)
                || (point >= 0xac00 && point <= 0xd7a3)
                || (point >= 0xf900 && point <= 0xfaff)
                || (point >= 0xff00 && point <= 0xff60)
                || (point >= 0x1f300 && point <= 0x1faff)
                || (point >= 0x20000 && point <= 0x3fffd);
        return wide ? 2 : 1;
    }

    /// Breaks a text at blanks, and inside words only where a word is longer than a line.
    static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        int used = 0;
        for (String word : text.split(" +", -1)) {
            if (used > 0 && used + 1 + width(word) > columns) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            if (used > 0) {
                line.append(' ');
                used++;
            }
            for (int point : word.codePoints().toArray()) {
                if (used + width(point) > columns) {
                    lines.add(line.toString());
                    line.setLength(0);
                    used = 0;
                }
                line.appendCodePoint(point);
                used += width(point);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /// A table with aligned columns, at most as wide as told.
    static String of(Table table, int columns) {
        List<List<List<String>>> rows = Stream.concat(
                        Stream.of(table.heads().stream().map(List::of).toList()),
                        table.rows().stream()
                                .map(row ->
                                        row.stream().map(Columns::paragraphs).toList()))
                .toList();
        int[] widths = widths(rows, columns);
        return IntStream.range(0, rows.size())
                .mapToObj(index -> row(rows.get(index), widths) + (index == 0 ? rule(widths) : ""))
                .collect(Collectors.joining());
    }

    private static List<String> paragraphs(Cell cell) {
        return Stream.of(cell.text(), cell.detail())
                .filter(words -> !words.isEmpty())
                .map(Printable::clipped)
                .toList();
    }

    /// Natural widths where they fit; else the widest columns give way.
    private static int[] widths(List<List<List<String>>> rows, int columns) {
        int count = rows.getFirst().size();
        int[] widths = new int[count];
        for (List<List<String>> row : rows) {
            for (int column = 0; column < count; column++) {
                int natural =
                        row.get(column).stream().mapToInt(Columns::width).max().orElse(0);
                widths[column] = Math.max(widths[column], natural);
            }
        }
        int room = columns - GAP.length() * (count - 1);
        while (Arrays.stream(widths).sum() > room) {
            int widest = IntStream.range(0, count).reduce(0, (best, next) -> widths[next] > widths[best] ? next : best);
            int second = IntStream.range(0, count)
                    .filter(column -> column != widest)
                    .map(column -> widths[column])
                    .max()
                    .orElse(NARROWEST);
            int excess = Arrays.stream(widths).sum() - room;
            widths[widest] -= Math.clamp(widths[widest] - second, 1, excess);
        }
        return widths;
    }

    private static String row(List<List<String>> cells, int[] widths) {
        List<List<String>> wrapped = IntStream.range(0, widths.length)
                .mapToObj(column -> cells.get(column).stream()
                        .flatMap(words -> wrap(words, widths[column]).stream())
                        .toList())
                .toList();
        int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, height)
                .mapToObj(line -> IntStream.range(0, widths.length)
                                .mapToObj(column -> padded(wrapped.get(column), line, widths[column]))
                                .collect(Collectors.joining(GAP))
                                .stripTrailing()
                        + "\n")
                .collect(Collectors.joining());
    }

    private static String padded(List<String> lines, int index, int width) {
        String words = index < lines.size() ? lines.get(index) : "";
        return words + " ".repeat(Math.max(0, width - width(words)));
    }

    private static String rule(int[] widths) {
        return Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining(GAP)) + "\n";
    }
}
