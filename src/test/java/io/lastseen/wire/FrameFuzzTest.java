package io.lastseen.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Hostile bytes meet a frame or a declared refusal, never an exception. {@code -Dlastseen.fuzz=N} sets the number of tries. */
class FrameFuzzTest {
    private static final int TRIES = Integer.getInteger("lastseen.fuzz", 50_000);
    private static final String[] SPICES = {"\\u0000", "\\ud800", "1e999", "-0", "99999999999999999999", "{", "}", "[", "]", "\"", ",",
        ":", "null", "true", "\u00ff", "\"k\":\"hb\"", "\"e\":[", "\\", "0x1", "\"o\":", "NaN"};
    private final FrameParser parser = new FrameParser();
    private final ObjectMapper json = new ObjectMapper();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void damaged_frames_are_read_or_refused_and_what_is_read_can_be_stored() {
        for (int seed = 0; seed < TRIES; seed++) {
            byte[] input = damaged(new Random(seed));
            try {
                assertThat(allocated(input)).as("bytes allocated").isLessThanOrEqualTo(4L * input.length + 65_536);
                if (parser.parse(input) instanceof Parsed.Accepted<Frame> accepted) {
                    for (WireSignal signal : accepted.value().header().signals()) {
                        assertThat(json.readTree(signal.body()).isObject()).isTrue();
                        assertThat(signal.body()).doesNotContain("\u0000").doesNotContain("\\u0000");
                    }
                }
            } catch (Exception e) {
                fail("Seed " + seed + ": " + HexFormat.of().formatHex(input), e);
            }
        }
    }

    /** The less of two times: the first may load classes. */
    private long allocated(byte[] input) {
        return LongStream.generate(() -> {
            long before = threads.getCurrentThreadAllocatedBytes();
            parser.parse(input);
            return threads.getCurrentThreadAllocatedBytes() - before;
        }).limit(2).min().orElseThrow();
    }

    private static byte[] damaged(Random random) {
        byte[] bytes = random.nextInt(4) == 0 ? Frames.chunk() : Frames.frame(1, 1, spiced(random), Frames.PAYLOAD);
        int flips = random.nextInt(4);
        for (int i = 0; i < flips; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length * 2)) : bytes;
    }

    /** A header with things put in and taken out where a JSON parser trips. */
    private static String spiced(Random random) {
        StringBuilder header = new StringBuilder(Frames.HEADER);
        for (int i = random.nextInt(5); i >= 0; i--) {
            int at = random.nextInt(header.length());
            if (random.nextBoolean()) {
                header.insert(at, SPICES[random.nextInt(SPICES.length)]);
            } else {
                header.delete(at, Math.min(header.length(), at + 1 + random.nextInt(6)));
            }
        }
        return new String(header.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
