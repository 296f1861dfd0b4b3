package io.lastseen.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Asks again and again until an answer is the expected one or the time is up; says what the last answer was. */
public final class Eventually {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Eventually() {
    }

    /** The first answer that the predicate accepts. A question that throws counts as not yet answered. */
    public static <T> T get(String what, Duration within, Callable<T> question, Predicate<? super T> accepted) {
        Instant deadline = Instant.now().plus(within);
        T last = null;
        Exception failure = null;
        do {
            try {
                last = question.call();
                failure = null;
                if (accepted.test(last)) {
                    return last;
                }
            } catch (Exception e) {
                failure = e;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        } while (Instant.now().isBefore(deadline));
        throw new AssertionError(what + ": not within " + within.toMillis() + " ms; last answer: " + last
                + (failure == null ? "" : ", last failure: " + failure), failure);
    }

    public static void isTrue(String what, Duration within, Callable<Boolean> question) {
        get(what, within, question, Boolean.TRUE::equals);
    }
}
