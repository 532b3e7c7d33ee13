package postern.maillog;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// Numbers of lines.
final class LineNumbers {
    private int[] numbers;
    private int size;

    LineNumbers() {
        this(1 << 8);
    }

    /// @param expected how many there will be mostly
    LineNumbers(int expected) {
        numbers = new int[expected];
    }

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size++] = number;
    }

    int get(int place) {
        return numbers[place];
    }

    int first() {
        return numbers[0];
    }

    int last() {
        return numbers[size - 1];
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void sort() {
        Arrays.sort(numbers, 0, size);
    }

    void clear() {
        size = 0;
    }

    void forEach(IntConsumer taker) {
        for (int i = 0; i < size; i++) {
            taker.accept(numbers[i]);
        }
    }
}
