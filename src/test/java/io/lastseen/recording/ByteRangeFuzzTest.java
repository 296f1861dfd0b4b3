package io.lastseen.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A Range header from anywhere is one range of the content or none. {@code -Dlastseen.fuzz=N} sets the number of tries. */
class ByteRangeFuzzTest {
    private static final int TRIES = Integer.getInteger("lastseen.fuzz", 50_000);
    private static final String[] PARTS = {"bytes", "bytes=", "=", "-", ",", " ", "\t", "0", "1", "9", "00", "18446744073709551616", "999999999999999999",
        "9223372036854775807", "a", "\u0660", "\u0000", "items=", "bytes=0-", "--", "e9"};
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void any_text_is_one_range_within_the_content_or_none() {
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            String header = header(random);
            long size = random.nextInt(4) == 0 ? random.nextLong() >>> random.nextInt(64) : random.nextInt(200);
            assertThat(allocated(header, size)).as("bytes allocated, seed %d", seed).isLessThanOrEqualTo(4L * header.length() + 65_536);
            Optional<ByteRange> range = ByteRange.parse(header, size);
            if (range.isPresent()) {
                assertThat(range.get().first()).as("seed %d", seed).isBetween(0L, range.get().last());
                assertThat(range.get().last()).as("seed %d", seed).isLessThan(size);
            }
        }
    }

    /** The less of two times: the first may load classes. */
    private long allocated(String header, long size) {
        return LongStream.generate(() -> {
            long before = threads.getCurrentThreadAllocatedBytes();
            ByteRange.parse(header, size);
            return threads.getCurrentThreadAllocatedBytes() - before;
        }).limit(2).min().orElseThrow();
    }

    private static String header(Random random) {
        StringBuilder header = new StringBuilder(random.nextBoolean() ? "bytes=" : "");
        for (int parts = random.nextInt(random.nextInt(50) == 0 ? 2_000 : 8); parts > 0; parts--) {
            header.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return header.toString();
    }
}
