package io.lastseen.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * The only clock and the only scheduler of a simulation. Whatever happens is a task with an instant; tasks of the same instant
 * run in an order that the seed draws. One seed is one schedule.
 */
public final class VirtualTime extends Clock {
    private static final Instant BEGINNING = Instant.parse("2026-03-01T23:30:00Z");
    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::atMicros).thenComparingLong(Task::lot).thenComparingLong(Task::number));
    private final Random random;
    private final boolean still;
    private long nowMicros;
    private long numbers;

    private record Task(long atMicros, long lot, long number, Runnable work) {
    }

    public VirtualTime(Random random) {
        this(random, false);
    }

    private VirtualTime(Random random, boolean still) {
        this.random = random;
        this.still = still;
    }

    /** One in which nothing takes any time: it only moves when it is told to. */
    public static VirtualTime still(Random random) {
        return new VirtualTime(random, true);
    }

    public void after(Duration delay, Runnable work) {
        tasks.add(new Task(nowMicros + delay.toNanos() / 1_000, still ? 0 : random.nextLong(), numbers++, work));
    }

    /** Within {@code most}. */
    public void within(Duration most, Runnable work) {
        after(still ? Duration.ZERO : Duration.ofNanos(random.nextLong(most.toNanos())), work);
    }

    /** Runs all that is to happen until then, and stands there afterwards. */
    public void runUntil(Instant end) {
        long last = ChronoUnit.MICROS.between(BEGINNING, end);
        while (!tasks.isEmpty() && tasks.peek().atMicros() <= last) {
            Task next = tasks.poll();
            nowMicros = next.atMicros();
            next.work().run();
        }
        nowMicros = last;
    }

    public void runFor(Duration time) {
        runUntil(instant().plus(time));
    }

    @Override
    public Instant instant() {
        return BEGINNING.plus(nowMicros, ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("there is one clock, and it is UTC");
    }
}
