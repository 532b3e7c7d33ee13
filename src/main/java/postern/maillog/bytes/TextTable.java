package postern.maillog.bytes;

import java.util.Arrays;

/// Numbers parts of a text, equal ones alike, without making strings of them. The parts lie one behind the other in
/// one array, so that few places of the memory are looked at.
public final class TextTable {
    private static final int FIRST_SIZE = 1 << 10;
    /// How many characters a part has on average, to begin with.
    private static final int USUAL = 32;

    private byte[] bytes = new byte[FIRST_SIZE * USUAL];
    private ByteText keys = new ByteText(bytes, 0);
    /// Where each part ends.
    private int[] ends = new int[FIRST_SIZE];
    /// Open addressing with linear probing, at most half full: the hash, and one more than the number of the part; 0
    /// where there is none.
    private long[] slots = new long[2 * FIRST_SIZE];
    private int size;

    /// The number of a part; negative if it has none.
    public int find(ByteText text, int from, int to) {
        int hash = text.hash(from, to);
        int mask = slots.length - 1;
        int place = hash & mask;
        for (long slot = slots[place]; slot != 0; slot = slots[place]) {
            int number = (int) slot - 1;
            if ((int) (slot >>> Integer.SIZE) == hash && isKey(number, text, from, to)) {
                return number;
            }
            place = place + 1 & mask;
        }
        return -1;
    }

    private boolean isKey(int number, ByteText text, int from, int to) {
        int start = start(number);
        return ends[number] - start == to - from && text.isSame(from, keys, start, to - from);
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    /// Gives the next number to a part that has none.
    public int add(ByteText text, int from, int to) {
        int number = size++;
        if (number == ends.length) {
            grow();
        }
        append(number, text, from, to);
        place(slots, text.hash(from, to), number + 1);
        return number;
    }

    private void append(int number, ByteText text, int from, int to) {
        int start = start(number);
        int end = start + to - from;
        if (end + ByteText.PAD > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + ByteText.PAD));
        }
        text.copy(from, to, bytes, start);
        ends[number] = end;
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

    private static void place(long[] slots, int hash, int next) {
        int mask = slots.length - 1;
        int place = hash & mask;
        while (slots[place] != 0) {
            place = place + 1 & mask;
        }
        slots[place] = (long) hash << Integer.SIZE | next;
    }

    /// How many parts have a number: those below it.
    public int size() {
        return size;
    }

    /// The part with a number.
    public String text(int number) {
        return keys.string(start(number), ends[number]);
    }
}
