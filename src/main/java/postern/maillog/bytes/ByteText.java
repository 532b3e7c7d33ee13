package postern.maillog.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Text in an array of bytes, one byte for each character (ISO 8859-1), which is quick and loses nothing. Eight
/// characters are looked at in one step, so that a log is searched at the speed of memory even before Java has
/// compiled much. Parts may be empty, or end before they begin where a line was cut.
public final class ByteText {
    /// How many bytes the array must have behind the text, whatever they hold.
    static final int PAD = 2 * Long.BYTES;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long LINE_FEEDS = '\n' * ONES;
    private static final long LETTERS = 'a' * ONES;
    /// Spreads the bits of a hash (the golden ratio, as Knuth's multiplicative hashing takes it).
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    private final byte[] bytes;
    private final int length;

    /// The first bytes of an array that has [#PAD] more.
    ByteText(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /// The same text; what is no character of ISO 8859-1 becomes a question mark.
    public static ByteText of(String text) {
        byte[] bytes = new byte[text.length() + PAD];
        System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 0, text.length());
        return new ByteText(bytes, text.length());
    }

    int length() {
        return length;
    }

    /// The character at a place.
    public int at(int place) {
        return bytes[place] & 0xff;
    }

    /// Eight characters from a place on, the first in the lowest byte.
    long eight(int place) {
        return (long) EIGHT.get(bytes, place);
    }

    /// A part as a string.
    public String string(int from, int to) {
        return from < to ? new String(bytes, from, to - from, StandardCharsets.ISO_8859_1) : "";
    }

    /// A part with an array of its own.
    ByteText copy(int from, int to) {
        byte[] copy = new byte[to - from + PAD];
        System.arraycopy(bytes, from, copy, 0, to - from);
        return new ByteText(copy, to - from);
    }

    /// Writes a part into another array.
    void copy(int from, int to, byte[] into, int at) {
        System.arraycopy(bytes, from, into, at, to - from);
    }

    /// Whether a word starts at a place.
    public boolean startsWith(Word word, int at) {
        return at + word.length() <= length && word.begins(eight(at)) && (word.isShort() || word.isIn(this, at));
    }

    /// Where a character stands in a part; negative if it does not.
    public int indexOf(char wanted, int from, int to) {
        long pattern = wanted * ONES;
        for (int at = from; at < to; at += Long.BYTES) {
            long found = zeros(eight(at) ^ pattern);
            if (found != 0) {
                int place = at + first(found);
                return place < to ? place : -1;
            }
        }
        return -1;
    }

    /// Where the line ends that goes on at a place: at the next line feed, or with the text. Most of the
    /// characters of a log are looked at only here.
    int lineEnd(int from) {
        for (int at = from; at < length; at += 2 * Long.BYTES) {
            long one = eight(at) ^ LINE_FEEDS;
            long two = eight(at + Long.BYTES) ^ LINE_FEEDS;
            if (((((one - ONES) & ~one) | ((two - ONES) & ~two)) & HIGHS) != 0) {
                long found = zeros(one);
                return Math.min(found != 0 ? at + first(found) : at + Long.BYTES + first(zeros(two)), length);
            }
        }
        return length;
    }

    /// Where a word of two letters or more stands in a part; negative if it does not. Its last two letters are looked
    /// for.
    public int indexOf(Word word, int from, int to) {
        int end = word.length() - 2;
        int last = to - 1;
        int at = from + end;
        while (at < last) {
            long found = zeros((eight(at) ^ word.lastButOne()) | (eight(at + 1) ^ word.last()));
            if (found == 0) {
                at += Long.BYTES;
            } else {
                at += first(found);
                if (at < last && word.isIn(this, at - end)) {
                    return at - end;
                }
                at++;
            }
        }
        return -1;
    }

    /// Where the word ends that starts at a place: at the next blank, or with the part.
    public int wordEnd(int from, int to) {
        int end = indexOf(' ', from, to);
        return end < 0 ? to : end;
    }

    /// Where the digits end that start at a place; the place itself if there are none.
    public int digitsEnd(int from, int to) {
        int end = from;
        while (end < to && isDigit(bytes[end])) {
            end++;
        }
        return end;
    }

    /// Whether a byte is one of the ten digits of ASCII.
    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /// Whether there is nothing but digits.
    public boolean isDigits(int from, int to) {
        return digitsEnd(from, to) >= to;
    }

    /// Whether there are only printable characters of ASCII, none of which HTML writes by name.
    public boolean isPlain(int from, int to) {
        for (int at = from; at < to; at += Long.BYTES) {
            long mask = mask(to - at);
            long part = (eight(at) & mask) | (LETTERS & ~mask);
            long control = (part - ' ' * ONES) & ~part & HIGHS;
            if (((part & HIGHS) | control | zeros(part ^ '&' * ONES) | zeros(part ^ '\u007f' * ONES)) != 0) {
                return false;
            }
        }
        return true;
    }

    /// Whether a part is the same as one of another text.
    public boolean isSame(int from, ByteText other, int start, int count) {
        if (from + count > length || start + count > other.length) {
            return false;
        }
        int at = 0;
        for (; at + Long.BYTES <= count; at += Long.BYTES) {
            if (eight(from + at) != other.eight(start + at)) {
                return false;
            }
        }
        return at >= count || ((eight(from + at) ^ other.eight(start + at)) & mask(count - at)) == 0;
    }

    /// A number that is the same for equal parts.
    int hash(int from, int to) {
        long hash = (long) to - from;
        for (int at = from; at < to; at += Long.BYTES) {
            hash = (hash ^ (eight(at) & mask(to - at))) * GOLDEN;
            hash ^= hash >>> Integer.SIZE;
        }
        return (int) hash;
    }

    /// Covers the first bytes of eight.
    static long mask(int count) {
        return count >= Long.BYTES ? -1L : (1L << (count * Byte.SIZE)) - 1;
    }

    /// Marks the zero bytes of eight with their highest bit; above the first of them others may be marked.
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight & HIGHS;
    }

    /// The place of the first mark: one less than the bytes that the bits below it reach into. This is quicker than
    /// counting those bits where Java does not know an instruction for it.
    private static int first(long marks) {
        long below = (marks & -marks) - 1;
        return (int) (((below & ONES) * ONES) >>> (Long.SIZE - Byte.SIZE)) - 1;
    }
}
