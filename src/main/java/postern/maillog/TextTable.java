package postern.maillog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what belongs to a part of a text, without making a string of it. The parts lie one behind the other in one
/// array, so that few places of the memory are looked at.
final class TextTable<V> {
    private static final int FIRST_SIZE = 1 << 10;
    /// How many characters a part has on average, to begin with.
    private static final int USUAL = 32;

    private final List<V> values = new ArrayList<>();
    private byte[] bytes = new byte[FIRST_SIZE * USUAL];
    private ByteText keys = new ByteText(bytes, 0);
    /// Where each part ends.
    private int[] ends = new int[FIRST_SIZE];
    /// Open addressing with linear probing, at most half full: the hash, and the place of the value and one more; 0
    /// where there is none.
    private long[] slots = new long[2 * FIRST_SIZE];

    /// What belongs to a part; null if nothing does.
    @Nullable
    V get(ByteText text, int from, int to) {
        int hash = text.hash(from, to);
        int mask = slots.length - 1;
        int place = hash & mask;
        for (long slot = slots[place]; slot != 0; slot = slots[place]) {
            int entry = (int) slot - 1;
            if ((int) (slot >>> Integer.SIZE) == hash && isKey(entry, text, from, to)) {
                return values.get(entry);
            }
            place = place + 1 & mask;
        }
        return null;
    }

    private boolean isKey(int entry, ByteText text, int from, int to) {
        int start = start(entry);
        return ends[entry] - start == to - from && text.isSame(from, keys, start, to - from);
    }

    private int start(int entry) {
        return entry == 0 ? 0 : ends[entry - 1];
    }

    /// Adds what belongs to a part to which nothing did.
    void put(ByteText text, int from, int to, V value) {
        int entry = values.size();
        if (entry == ends.length) {
            grow();
        }
        values.add(value);
        append(entry, text, from, to);
        place(slots, text.hash(from, to), entry + 1);
    }

    private void append(int entry, ByteText text, int from, int to) {
        int start = start(entry);
        int end = start + to - from;
        if (end + ByteText.PAD > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + ByteText.PAD));
        }
        text.copy(from, to, bytes, start);
        ends[entry] = end;
        keys = new ByteText(bytes, end);
    }

    private void grow() {
        ends = Arrays.copyOf(ends, 2 * ends.length);
        long[] more = new long[2 * slots.length];
        for (long slot : slots) {
            if (slot != 0) {
                place(more, (int) (slot >>> Integer.SIZE), (int) slot);
            }
        }
        slots = more;
    }

    private static void place(long[] slots, int hash, int number) {
        int mask = slots.length - 1;
        int place = hash & mask;
        while (slots[place] != 0) {
            place = place + 1 & mask;
        }
        slots[place] = (long) hash << Integer.SIZE | number;
    }

    int size() {
        return values.size();
    }

    /// Everything, in the order in which it was added.
    List<V> values() {
        return values;
    }
}
