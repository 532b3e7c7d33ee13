package postern.maillog.zstd;

import java.io.IOException;

/// A table of finite state entropy (RFC 8878 section 4.1): each state stands for a symbol, and tells how many bits lead
/// to the next state.
///
/// @param log     how many bits the first state takes
/// @param symbols of each state
/// @param bits    how many bits are read for the next state
/// @param next    the next state if these are zeros
@SuppressWarnings("ArrayRecordComponent")
record EntropyTable(int log, byte[] symbols, byte[] bits, int[] next) {

    /// The table of a single symbol.
    static EntropyTable of(int symbol) {
        return new EntropyTable(0, new byte[] {(byte) symbol}, new byte[1], new int[1]);
    }

    /// A table from how often each symbol comes; -1 stands for less than once.
    static EntropyTable of(int log, int[] counts) throws IOException {
        int size = 1 << log;
        byte[] symbols = new byte[size];
        int[] states = new int[counts.length];
        int high = size;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            states[symbol] = Math.abs(counts[symbol]);
            if (counts[symbol] < 0) {
                high--;
                symbols[high] = (byte) symbol;
            }
        }
        spread(counts, symbols, high);
        byte[] bits = new byte[size];
        int[] next = new int[size];
        for (int state = 0; state < size; state++) {
            int number = states[symbols[state]]++;
            bits[state] = (byte) (log - highestBit(number));
            next[state] = (number << bits[state]) - size;
        }
        return new EntropyTable(log, symbols, bits, next);
    }

    private static void spread(int[] counts, byte[] symbols, int high) throws IOException {
        int size = symbols.length;
        int step = (size >> 1) + (size >> 3) + 3;
        int place = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            for (int i = 0; i < counts[symbol]; i++) {
                symbols[place] = (byte) symbol;
                do {
                    place = (place + step) & (size - 1);
                } while (place >= high);
            }
        }
        if (place != 0) {
            throw new CorruptZstdException();
        }
    }

    int symbol(int state) {
        return symbols[state];
    }

    int first(BackwardBits from) {
        return from.read(log);
    }

    int next(int state, BackwardBits from) {
        return next[state] + from.read(bits[state]);
    }

    /// A table as it is described.
    ///
    /// @param mostSymbols how many symbols there can be
    static EntropyTable read(Part part, int mostSymbols, int longest) throws IOException {
        var bits = new ForwardBits(part);
        int log = bits.read(4) + 5;
        if (log > longest) {
            throw new CorruptZstdException();
        }
        int[] counts = new int[mostSymbols];
        int symbol = 0;
        int left = 1 << log;
        while (left > 0) {
            check(symbol < mostSymbols);
            int count = bits.readUpTo(left + 1) - 1;
            left -= Math.abs(count);
            counts[symbol++] = count;
            int zeros = count == 0 ? bits.read(2) : 0;
            symbol += zeros;
            while (zeros == 3) {
                zeros = bits.read(2);
                symbol += zeros;
            }
        }
        check(left == 0 && symbol <= mostSymbols);
        bits.end();
        return of(log, counts);
    }

    private static void check(boolean holds) throws IOException {
        if (!holds) {
            throw new CorruptZstdException();
        }
    }

    static int highestBit(int number) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(number);
    }
}
