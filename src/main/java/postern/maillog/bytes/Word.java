package postern.maillog.bytes;

/// A word of ASCII that is looked for in a [ByteText], eight letters at once.
public final class Word {
    private static final long ONES = 0x0101_0101_0101_0101L;

    private final long[] parts;
    private final int length;
    private final long first;
    private final long firstMask;
    private final long tailMask;
    private final long last;
    private final long lastButOne;

    /// A word in ASCII.
    public Word(String word) {
        length = word.length();
        var text = ByteText.of(word);
        parts = new long[(length + Long.BYTES - 1) / Long.BYTES];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = text.eight(i * Long.BYTES) & ByteText.mask(length - i * Long.BYTES);
        }
        first = parts[0];
        firstMask = ByteText.mask(length);
        tailMask = ByteText.mask(length - (parts.length - 1) * Long.BYTES);
        last = word.charAt(length - 1) * ONES;
        lastButOne = length < 2 ? 0 : word.charAt(length - 2) * ONES;
    }

    /// How many bytes it has.
    public int length() {
        return length;
    }

    /// Whether it is known by its first eight characters.
    boolean isShort() {
        return parts.length == 1;
    }

    /// Whether eight characters are those it begins with.
    boolean begins(long eight) {
        return (eight & firstMask) == first;
    }

    /// Whether the word stands at a place of the text, which must not end before it.
    boolean isIn(ByteText text, int at) {
        int tail = parts.length - 1;
        for (int i = 0; i < tail; i++) {
            if (text.eight(at + i * Long.BYTES) != parts[i]) {
                return false;
            }
        }
        return (text.eight(at + tail * Long.BYTES) & tailMask) == parts[tail];
    }

    /// Its last letter, eight times.
    long last() {
        return last;
    }

    /// The letter before its last, eight times.
    long lastButOne() {
        return lastButOne;
    }
}
