package postern.tls;

import java.util.List;

/// An ordered list, and whether it is the whole of it.
///
/// A probe names every suite; a log names the one that was agreed; a vendor's page names some. What is
/// missing from a list that is not complete proves nothing.
///
/// @param items    what is known, in order of preference where there is one
/// @param complete whether nothing else exists
public record Known<T>(List<T> items, boolean complete) {
    public Known {
        items = List.copyOf(items);
    }

    /// The whole list.
    public static <T> Known<T> all(List<T> items) {
        return new Known<>(items, true);
    }

    /// Some of the list; there may be more.
    public static <T> Known<T> some(List<T> items) {
        return new Known<>(items, false);
    }

    /// Nothing is known, which is not the same as nothing being there.
    public static <T> Known<T> nothing() {
        return new Known<>(List.of(), false);
    }

    /// Whether the item belongs to the list, as far as can be told.
    public Answer has(T item) {
        if (items.contains(item)) {
            return Answer.YES;
        }
        return complete ? Answer.NO : Answer.UNKNOWN;
    }
}
