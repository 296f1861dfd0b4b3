package io.lastseen.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumbersTest {
    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void none_are_none() {
        Numbers numbers = new Numbers();
        numbers.add(new Numbers());
        assertThat(numbers.different()).isZero();
    }

    @Test
    void different_ones_are_counted_however_far_apart_they_are_and_however_many() {
        for (long range : new long[] {10, 100_000, 1L << 40}) {
            for (int size : new int[] {1, 9, 4_096, 4_097, 30_000}) {
                Numbers numbers = new Numbers();
                Set<Long> all = new HashSet<>();
                fill(numbers, all, size, range);
                assertThat(numbers.different()).as("%d below %d", size, range).isEqualTo(all.size());
            }
        }
    }

    @Test
    void sums_count_what_is_in_either_once_and_leave_what_was_added_as_it_was() {
        for (int i = 0; i < 200; i++) {
            Numbers one = new Numbers();
            Numbers other = new Numbers();
            Set<Long> all = new HashSet<>();
            Set<Long> others = new HashSet<>();
            fill(one, all, random.nextInt(10_000), 20_000);
            fill(other, others, random.nextInt(10_000), 20_000);

            one.add(other);
            fill(one, all, random.nextInt(5_000), 20_000);
            all.addAll(others);

            assertThat(one.different()).isEqualTo(all.size());
            assertThat(other.different()).isEqualTo(others.size());
        }
    }

    private void fill(Numbers numbers, Set<Long> all, int size, long range) {
        for (int i = 0; i < size; i++) {
            long number = random.nextLong(range);
            numbers.add(number);
            all.add(number);
        }
    }
}
