package postern.diagnosis;

import java.text.MessageFormat;
import java.util.Collection;
import java.util.List;
import java.util.ResourceBundle;

/// The small words that findings are put together from, from `phrases.properties`.
public final class Phrase {
    private static final int LONGEST_LIST = 6;
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("postern.diagnosis.phrases");

    private Phrase() {}

    /// The words under a key with values filled in. Words that take none may hold apostrophes as they are.
    public static String of(String key, Object... values) {
        String words = BUNDLE.getString(key);
        return values.length == 0 ? words : new MessageFormat(words).format(values);
    }

    /// A list as people write it: `A`, `A and B`, `A, B and C`; beyond six, the first five and how many more.
    public static String list(Collection<?> items) {
        List<String> texts = items.stream().map(Object::toString).distinct().toList();
        if (texts.size() > LONGEST_LIST) {
            return of(
                    "list.more",
                    String.join(", ", texts.subList(0, LONGEST_LIST - 1)),
                    texts.size() - LONGEST_LIST + 1);
        }
        return switch (texts.size()) {
            case 0 -> "";
            case 1 -> texts.getFirst();
            default -> of("list.last", String.join(", ", texts.subList(0, texts.size() - 1)), texts.getLast());
        };
    }
}
