package io.lastseen.ingest;

import io.lastseen.Workers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** What commits run on and wait by. */
interface Pace {

    /** Runs what takes CPU off the event loops. */
    void run(Runnable work);

    void after(Duration delay, Runnable work);

    /** Of a clock that only goes forward, milliseconds. */
    long millis();

    /** From 0 to 1: so that replicas that failed together do not come again together. */
    double jitter();

    static Pace of(Workers workers) {
        return new Pace() {
            @Override
            public void run(Runnable work) {
                workers.execute(work);
            }

            @Override
            public void after(Duration delay, Runnable work) {
                CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, workers).execute(work);
            }

            @Override
            public long millis() {
                return System.nanoTime() / 1_000_000;
            }

            @Override
            public double jitter() {
                return ThreadLocalRandom.current().nextDouble();
            }
        };
    }
}
