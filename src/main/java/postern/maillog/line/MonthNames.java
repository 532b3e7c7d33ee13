package postern.maillog.line;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postern.table.FactTable;

/// Months in other languages (`months.tsv`). A name that would stand for different months in two of them is not
/// known.
final class MonthNames {
    private static final String[] ENGLISH = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    private static final String AMBIGUOUS = "";
    private static final Map<String, String> BY_NAME = new HashMap<>();

    static {
        for (String[] row : FactTable.rows(MonthNames.class, "months.tsv")) {
            for (int month = 0; month < ENGLISH.length; month++) {
                String name = row[month + 1].toLowerCase(Locale.ROOT);
                String english = ENGLISH[month];
                for (String form : new String[] {name, name.replace(".", ""), bytes(name)}) {
                    BY_NAME.merge(form, english, (known, other) -> known.equals(other) ? known : AMBIGUOUS);
                }
            }
        }
    }

    private MonthNames() {}

    /// The English short name of a month; null if the word is not one.
    ///
    /// @param word as read, one character for each byte or decoded
    static @Nullable String english(String word) {
        String english = BY_NAME.get(word.toLowerCase(Locale.ROOT));
        return english == null || english.isEmpty() ? null : english;
    }

    /// The name in UTF-8, one character for each byte.
    private static String bytes(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
