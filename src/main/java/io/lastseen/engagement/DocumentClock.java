package io.lastseen.engagement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Maps one document's own times to the service's clock.
 *
 * <p>Received minus sent is the clocks' difference plus the network's delay, and a delay is never negative: so the least of
 * live signals is the difference. A live signal that is off by more than a jump starts a new segment, because the client's
 * clock was set or stood still; to be believed, a move that a mere delay would explain too must hold for all live signals
 * after it. Data that the browser had kept says nothing about the clock.
 */
public final class DocumentClock {
    private final long[] fromNumber;
    private final long[] offset;

    private DocumentClock(long[] fromNumber, long[] offset) {
        this.fromNumber = fromNumber;
        this.offset = offset;
    }

    static DocumentClock fixed(long offsetMs) {
        return new DocumentClock(new long[] {Long.MIN_VALUE}, new long[] {offsetMs});
    }

    /** @param live the document's live signals in the order of their numbers; not empty */
    static DocumentClock of(List<Evidence> live, long jumpMs) {
        long[] shift = new long[live.size()];
        for (int i = 0; i < shift.length; i++) {
            shift[i] = shift(live.get(i));
        }
        long[] leastToCome = shift.clone();
        for (int i = shift.length - 2; i >= 0; i--) {
            leastToCome[i] = Math.min(leastToCome[i], leastToCome[i + 1]);
        }
        List<long[]> segments = new ArrayList<>();
        long[] segment = {Long.MIN_VALUE, shift[0]};
        segments.add(segment);
        for (int i = 1; i < shift.length; i++) {
            if (shift[i] < segment[1] - jumpMs || leastToCome[i] > segment[1] + jumpMs) {
                segment = new long[] {live.get(i).n(), shift[i]};
                segments.add(segment);
            }
            segment[1] = Math.min(segment[1], shift[i]);
        }
        return new DocumentClock(segments.stream().mapToLong(s -> s[0]).toArray(), segments.stream().mapToLong(s -> s[1]).toArray());
    }

    static long shift(Evidence evidence) {
        return evidence.receivedAt().toEpochMilli() - evidence.sentAt().toEpochMilli();
    }

    /** The service's clock minus the client's, at the document's beginning. */
    public Duration offset() {
        return Duration.ofMillis(offset[0]);
    }

    /** The service's time of what the client's clock called {@code at} when it numbered its signal {@code n}. */
    public Instant serverTime(long n, Instant at) {
        return Instant.ofEpochMilli(serverMs(n, at.toEpochMilli()));
    }

    long serverMs(long n, long atMs) {
        int found = Arrays.binarySearch(fromNumber, n);
        return atMs + offset[found >= 0 ? found : -found - 2];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DocumentClock clock && Arrays.equals(fromNumber, clock.fromNumber) && Arrays.equals(offset, clock.offset);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(fromNumber) + Arrays.hashCode(offset);
    }

    @Override
    public String toString() {
        return "from number " + Arrays.toString(fromNumber) + " off by " + Arrays.toString(offset) + " ms";
    }

    long firstOffsetMs() {
        return offset[0];
    }
}
