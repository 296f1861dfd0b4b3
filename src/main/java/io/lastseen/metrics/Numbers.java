package io.lastseen.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Numbers, of which it is asked how many different ones there are. They are taken as they come and looked through once: visitors come
 * hundreds of thousands at a time. All arrays are small, because a large one makes the collector look through all of the heap.
 */
final class Numbers {
    /** A bit for each number there could be is quicker than sorting as long as it is not more than these for each one there is. */
    private static final long BITS = 1_024;

    private static final int PART = 4_096;
    private static final int FIRST = 8;
    private static final int WORDS = 1_024;
    private static final int PAGE = WORDS * Long.SIZE;

    /** All but the last are full. */
    private final List<long[]> parts = new ArrayList<>();

    private long[] last = new long[0];
    private int inLast;

    /** @param number 0 or more */
    void add(long number) {
        if (inLast == last.length) {
            room();
        }
        last[inLast++] = number;
    }

    /** Full parts do not change any more: both have them then. */
    void add(Numbers others) {
        for (long[] part : others.parts) {
            if (part != others.last) {
                parts.add(0, part);
            }
        }
        for (int i = 0; i < others.inLast; i++) {
            add(others.last[i]);
        }
    }

    private void room() {
        if (last.length == 0 || last.length == PART) {
            last = new long[parts.isEmpty() ? FIRST : PART];
            parts.add(last);
            inLast = 0;
        } else {
            last = Arrays.copyOf(last, last.length * 2);
            parts.set(parts.size() - 1, last);
        }
    }

    private LongStream each() {
        return parts.stream().flatMapToLong(part -> Arrays.stream(part, 0, part == last ? inLast : part.length));
    }

    private long size() {
        return parts.isEmpty() ? 0 : (parts.size() - 1L) * PART + inLast;
    }

    long different() {
        if (parts.isEmpty()) {
            return 0;
        }
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (long[] part : parts) {
            int size = part == last ? inLast : part.length;
            for (int i = 0; i < size; i++) {
                least = Math.min(least, part[i]);
                most = Math.max(most, part[i]);
            }
        }
        return most - least < BITS * size() ? marked(least, most) : each().sorted().distinct().count();
    }

    private long marked(long least, long most) {
        long[][] pages = new long[Math.toIntExact((most - least) / PAGE) + 1][];
        long different = 0;
        for (long[] part : parts) {
            int size = part == last ? inLast : part.length;
            for (int i = 0; i < size; i++) {
                long place = part[i] - least;
                different += mark(pages, (int) (place / PAGE), (int) (place % PAGE));
            }
        }
        return different;
    }

    /** @return 1: it was not marked before; else 0 */
    private static int mark(long[][] pages, int page, int place) {
        long[] words = pages[page];
        if (words == null) {
            words = new long[WORDS];
            pages[page] = words;
        }
        long word = words[place / Long.SIZE];
        words[place / Long.SIZE] = word | 1L << place;
        return (int) (~word >>> place & 1);
    }
}
