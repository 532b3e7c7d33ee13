package postern.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import postern.report.Block.Cell;
import postern.report.Block.Table;

/// Tables and wrapped lines in plain text.
final class Columns {
    private static final String GAP = "  ";
    private static final int LEAST = 8;
    private static final String SIGNS = "-._/,:;@=";

    private Columns() {}

    /// How many columns a text takes in a terminal: wide East Asian characters take two, combining marks none.
    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    static int width(int point) {
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

    /// Breaks a text at blanks and between wide characters. A word that is longer than a line is broken behind a sign,
    /// such as the hyphens of a cipher suite's name or the dots of a host's, and elsewhere only if it has none.
    static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (Piece piece : Piece.of(text)) {
            String gap = piece.afterBlank() && !line.isEmpty() ? " " : "";
            if (!line.isEmpty() && width(line + gap + piece.text()) > columns) {
                lines.add(line.toString());
                line.setLength(0);
            } else {
                line.append(gap);
            }
            String rest = piece.text();
            while (width(rest) > columns) {
                int end = breakIn(rest, columns);
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            line.append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    /// Where to break a word that is longer than a line.
    private static int breakIn(String word, int columns) {
        int end = 0;
        int behindSign = 0;
        int used = 0;
        while (end < word.length()) {
            int point = word.codePointAt(end);
            if (used + width(point) > columns && end > 0) {
                break;
            }
            used += width(point);
            end += Character.charCount(point);
            if (SIGNS.indexOf(point) >= 0) {
                behindSign = end;
            }
        }
        return behindSign > 0 ? behindSign : end;
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

    /// Natural widths where they fit; else the widest columns give way, at first only as far as no word must be broken.
    private static int[] widths(List<List<List<String>>> rows, int columns) {
        int[] widths = widest(rows, Columns::width);
        int[] words = widest(rows, Columns::least);
        int room = columns - GAP.length() * (widths.length - 1);
        narrow(widths, words, room);
        narrow(widths, new int[widths.length], room);
        return widths;
    }

    /// Wide characters may stand alone and are not to be read from top to bottom.
    private static int least(String text) {
        int longest = Piece.of(text).stream()
                .mapToInt(piece -> width(piece.text()))
                .max()
                .orElse(0);
        return Math.max(longest, Math.min(LEAST, width(text)));
    }

    private static int[] widest(List<List<List<String>>> rows, ToIntFunction<String> measure) {
        return IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .flatMap(row -> row.get(column).stream())
                        .mapToInt(measure)
                        .max()
                        .orElse(0))
                .toArray();
    }

    /// Takes from the widest column, again and again, until all fit or none may become narrower.
    private static void narrow(int[] widths, int[] least, int room) {
        int excess = Arrays.stream(widths).sum() - room;
        while (excess > 0) {
            int[] free = IntStream.range(0, widths.length)
                    .filter(column -> widths[column] > least[column])
                    .toArray();
            if (free.length == 0) {
                return;
            }
            int widest = Arrays.stream(free).reduce(free[0], (best, next) -> widths[next] > widths[best] ? next : best);
            widths[widest]--;
            excess--;
        }
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
