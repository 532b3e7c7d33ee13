package postern;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/// Makes one input out of another: a few bytes changed, left out, repeated or put in between.
public final class Mutation {
    private static final byte[] TELLING = {0, 1, -1, 127, -128, '\r', '\n', ' ', '-', '0', '9', '*', '+', '.', 22, 3};
    private static final int MOST_CHANGES = 6;
    private static final int LONGEST = 40;

    private Mutation() {}

    /// Another input, the same for the same random numbers. One in eight is cut short as well.
    public static byte[] of(byte[] sample, Random random) {
        byte[] bytes = sample.clone();
        for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
            bytes = changed(bytes, random);
        }
        return random.nextInt(8) == 0
                ? joined(bytes, 0, random.nextInt(bytes.length + 1), new byte[0], bytes.length)
                : bytes;
    }

    private static byte[] changed(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(LONGEST));
        byte[] some = new byte[random.nextInt(4) + 1];
        random.nextBytes(some);
        return switch (random.nextInt(5)) {
            case 0 -> joined(bytes, 0, from, some, Math.min(bytes.length, from + some.length));
            case 1 -> joined(bytes, 0, from, some, from);
            case 2 -> joined(bytes, 0, from, new byte[0], to);
            case 3 -> joined(bytes, 0, to, new byte[0], from);
            default ->
                joined(
                        bytes,
                        0,
                        from,
                        new byte[] {TELLING[random.nextInt(TELLING.length)]},
                        Math.min(bytes.length, from + 1));
        };
    }

    /// What stands before, something new, and what stands from there on.
    private static byte[] joined(byte[] bytes, int start, int end, byte[] middle, int from) {
        var all = new ByteArrayOutputStream();
        all.write(bytes, start, end - start);
        all.writeBytes(middle);
        all.write(bytes, from, bytes.length - from);
        return all.toByteArray();
    }
}
