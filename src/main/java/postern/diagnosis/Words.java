package postern.diagnosis;

import java.util.Collection;
import java.util.List;

/// Lists as people write them.
public final class Words {
    private Words() {}

    /// `A`, `A and B`, `A, B and C`; beyond six, the first five and how many more.
    public static String list(Collection<?> items) {
        List<String> texts = items.stream().map(Object::toString).distinct().toList();
        if (texts.isEmpty()) {
            return "";
        }
        if (texts.size() == 1) {
            return texts.getFirst();
        }
        if (texts.size() > 6) {
            return String.join(", ", texts.subList(0, 5)) + " and " + (texts.size() - 5) + " more";
        }
        return String.join(", ", texts.subList(0, texts.size() - 1)) + " and " + texts.getLast();
    }
}
