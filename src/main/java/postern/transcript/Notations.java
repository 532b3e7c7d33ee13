package postern.transcript;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import postern.table.FactTable;

/// How programs write down what was said: `<-  `, ` ~> `, `S: `, `Out: `, `SERVER -> CLIENT: `, `reply: b'`.
final class Notations {
    private static final List<Row> ROWS = FactTable.rows(Notations.class, "notations.tsv").stream()
            .map(fields -> new Row(fields[1].equals("yes"), fields[2]))
            .toList();

    /// What stands before a line of a conversation, in whichever program's notation; it may be nothing.
    static final Pattern FRONT = Pattern.compile("\\s*(?:(?:" + joined(_ -> true) + ")\\s*)?");

    /// A line that only a conversation has, in a notation that nothing else has.
    private static final Pattern LINE = Pattern.compile("(?m)^\\s{0,20}(?:" + joined(Row::alone)
            + ")\\s*(?:[2345]\\d\\d[ -]\\S|(?i:(?:EHLO|HELO|LHLO|STARTTLS|MAIL FROM|QUIT)\\b))");

    private Notations() {}

    /// Whether a text holds a line of a conversation in a notation that nothing else has.
    static boolean looksLike(String text) {
        return LINE.matcher(text).find();
    }

    private static String joined(Predicate<Row> wanted) {
        return ROWS.stream().filter(wanted).map(Row::before).collect(Collectors.joining("|"));
    }

    private record Row(boolean alone, String before) {}
}
