package io.lastseen.metrics;

import java.util.Arrays;

/**
 * Numbers, of which it is asked how many different ones there are. They are taken as they come and put in order once: visitors come
 * hundreds of thousands at a time.
 */
final class Numbers {
    /** A bit for each number there could be is quicker than sorting as long as it is not more than these for each one there is. */
    private static final long BITS = 1_024;

    private long[] numbers = new long[0];
    private int size;

    /** @param number 0 or more */
    void add(long number) {
        room(1);
        numbers[size++] = number;
    }

    void add(Numbers others) {
        room(others.size);
        System.arraycopy(others.numbers, 0, numbers, size, others.size);
        size += others.size;
    }

    private void room(int more) {
        if (size + more > numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(size + more, numbers.length * 2));
        }
    }

    long different() {
        if (size == 0) {
            return 0;
        }
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            least = Math.min(least, numbers[i]);
            most = Math.max(most, numbers[i]);
        }
        return most - least < BITS * size ? marked(least, most) : sorted();
    }

    private long marked(long least, long most) {
        long[] bits = new long[Math.toIntExact((most - least) / Long.SIZE) + 1];
        for (int i = 0; i < size; i++) {
            long place = numbers[i] - least;
            bits[(int) (place / Long.SIZE)] |= 1L << place;
        }
        return Arrays.stream(bits).map(Long::bitCount).sum();
    }

    private long sorted() {
        long[] sorted = Arrays.copyOf(numbers, size);
        Arrays.sort(sorted);
        long different = 1;
        for (int i = 1; i < size; i++) {
            different += sorted[i] == sorted[i - 1] ? 0 : 1;
        }
        return different;
    }
}
