package postern.maillog.bytes;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// Numbers of lines.
public final class LineNumbers {
    private int[] numbers;
    private int size;

    /// None yet.
    public LineNumbers() {
        this(1 << 8);
    }

    /// @param expected how many there will be mostly
    public LineNumbers(int expected) {
        numbers = new int[expected];
    }

    /// Adds one at the end.
    public void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size++] = number;
    }

    /// The one at a place, from 0.
    public int get(int place) {
        return numbers[place];
    }

    /// The one added first; there must be one.
    public int first() {
        return numbers[0];
    }

    /// The one added last; there must be one.
    public int last() {
        return numbers[size - 1];
    }

    /// How many there are.
    public int size() {
        return size;
    }

    /// Whether there is none.
    public boolean isEmpty() {
        return size == 0;
    }

    /// Puts the smallest first.
    public void sort() {
        Arrays.sort(numbers, 0, size);
    }

    /// Forgets all.
    public void clear() {
        size = 0;
    }

    /// Hands on each, in their order.
    public void forEach(IntConsumer taker) {
        for (int i = 0; i < size; i++) {
            taker.accept(numbers[i]);
        }
    }
}
