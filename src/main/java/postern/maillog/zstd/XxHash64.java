package postern.maillog.zstd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The hash XXH64 with seed 0, of bytes that come piece by piece ("xxHash fast digest algorithm", version 0.1.1,
/// section "XXH64 algorithm description"). It tells damage apart, not forgery.
final class XxHash64 {
    private static final long PRIME_1 = 0x9e3779b185ebca87L;
    private static final long PRIME_2 = 0xc2b2ae3d27d4eb4fL;
    private static final long PRIME_3 = 0x165667b19e3779f9L;
    private static final long PRIME_4 = 0x85ebca77c2b2ae63L;
    private static final long PRIME_5 = 0x27d4eb2f165667c5L;

    private static final int STRIPE = 4 * Long.BYTES;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] rest = new byte[STRIPE];
    private int restLength;
    private long length;
    /// The sum of the first two primes.
    private long first = 0x60ea27eeadc0b5d6L;

    private long second = PRIME_2;
    private long third;
    private long fourth = -PRIME_1;

    /// Takes the next bytes.
    void update(byte[] bytes, int from, int to) {
        length += to - from;
        int at = from;
        if (restLength > 0) {
            int more = Math.min(STRIPE - restLength, to - from);
            System.arraycopy(bytes, from, rest, restLength, more);
            restLength += more;
            at += more;
            if (restLength < STRIPE) {
                return;
            }
            stripes(rest, 0, STRIPE);
        }
        at = stripes(bytes, at, to);
        restLength = to - at;
        System.arraycopy(bytes, at, rest, 0, restLength);
    }

    /// Takes as many whole stripes as there are.
    ///
    /// @return where what is left begins
    private int stripes(byte[] bytes, int from, int to) {
        long a = first;
        long b = second;
        long c = third;
        long d = fourth;
        int at = from;
        for (; to - at >= STRIPE; at += STRIPE) {
            a = round(a, (long) LONG.get(bytes, at));
            b = round(b, (long) LONG.get(bytes, at + Long.BYTES));
            c = round(c, (long) LONG.get(bytes, at + 2 * Long.BYTES));
            d = round(d, (long) LONG.get(bytes, at + 3 * Long.BYTES));
        }
        first = a;
        second = b;
        third = c;
        fourth = d;
        return at;
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }

    /// The hash of what came so far.
    long value() {
        long hash = (length < STRIPE ? PRIME_5 : merged()) + length;
        int at = 0;
        for (; restLength - at >= Long.BYTES; at += Long.BYTES) {
            hash = Long.rotateLeft(hash ^ round(0, (long) LONG.get(rest, at)), 27) * PRIME_1 + PRIME_4;
        }
        if (restLength - at >= Integer.BYTES) {
            long four = (int) INT.get(rest, at) & 0xffffffffL;
            hash = Long.rotateLeft(hash ^ four * PRIME_1, 23) * PRIME_2 + PRIME_3;
            at += Integer.BYTES;
        }
        for (; at < restLength; at++) {
            hash = Long.rotateLeft(hash ^ (rest[at] & 0xff) * PRIME_5, 11) * PRIME_1;
        }
        return avalanche(hash);
    }

    private long merged() {
        long sum = Long.rotateLeft(first, 1)
                + Long.rotateLeft(second, 7)
                + Long.rotateLeft(third, 12)
                + Long.rotateLeft(fourth, 18);
        return merge(merge(merge(merge(sum, first), second), third), fourth);
    }

    private static long merge(long sum, long lane) {
        return (sum ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    /// Lets every bit tell on every other.
    private static long avalanche(long sum) {
        long hash = (sum ^ sum >>> 33) * PRIME_2;
        hash = (hash ^ hash >>> 29) * PRIME_3;
        return hash ^ hash >>> 32;
    }
}
