package io.lastseen.engagement;

import java.time.Duration;

/**
 * How long to wait for what. The defaults are measured, from the literature or judged: see docs/engagement.md.
 *
 * @param close           after the exit evidence of a closed tab
 * @param left            after the exit evidence of a left site
 * @param unknown         after exit evidence that does not tell where to
 * @param navigation      for the next page after a same-site navigation or a reload
 * @param reconnect       for the recorder after its channel dropped without a goodbye
 * @param hideThenDrop    a drop that soon after hiding is a close
 * @param ping            between two pings on a channel; two missed make the tab unreachable
 * @param silent          for a POSTed heartbeat of a visible page without a channel
 * @param parked          after all tabs were hidden
 * @param idle            without proof of a person, or asleep, or lost
 * @param absent          after which an absence is final (Halfaker et al. 2015)
 * @param payment         for the return from a payment provider
 * @param reopenClosed    in which a return reopens a closed session
 * @param reopenLeft      in which a return reopens a session whose visitor left for another site
 * @param signOutTail     after signing out, in which the goodbye page is nobody's
 * @param ownRestart      for the recorder after the service itself dropped its channel
 * @param longestLife     of a session; a linked successor follows
 * @param readingUnknown  time to read a page whose words are unknown
 * @param shortestReading least time to read a page
 * @param longestReading  most time to read a page
 * @param wordsPerMinute  silent reading of adults (Brysbaert 2019)
 * @param clockJump       more than that is a changed clock, not the network
 * @param delivery        how late live evidence may be when a session becomes final
 */
public record Timings(Duration close, Duration left, Duration unknown, Duration navigation, Duration reconnect, Duration hideThenDrop,
                      Duration ping, Duration silent, Duration parked, Duration idle, Duration absent, Duration payment,
                      Duration reopenClosed, Duration reopenLeft, Duration signOutTail, Duration ownRestart, Duration longestLife,
                      Duration readingUnknown, Duration shortestReading, Duration longestReading, int wordsPerMinute,
                      Duration clockJump, Duration delivery) {
    public Timings {
        for (Duration positive : new Duration[] {close, left, unknown, navigation, reconnect, hideThenDrop, ping, silent, parked, idle,
            absent, payment, longestLife, readingUnknown, shortestReading, longestReading, clockJump}) {
            require(!positive.isNegative() && !positive.isZero(), "A timing of engagement must be longer than nothing: " + written(positive));
        }
        for (Duration notNegative : new Duration[] {reopenClosed, reopenLeft, signOutTail, ownRestart, delivery}) {
            require(!notNegative.isNegative(), "A timing of engagement must not be negative: " + written(notNegative));
        }
        require(wordsPerMinute > 0, "Reading speed must be above 0 words a minute: " + wordsPerMinute);
        require(shortestReading.compareTo(longestReading) <= 0, "The shortest reading time must not exceed the longest.");
        require(parked.compareTo(absent) <= 0, "Parked (" + written(parked) + ") must not exceed absent (" + written(absent) + ").");
        require(idle.compareTo(absent) <= 0, "Idle (" + written(idle) + ") must not exceed absent (" + written(absent) + ").");
        require(absent.compareTo(longestLife) < 0, "Absent (" + written(absent) + ") must be shorter than the longest life (" + written(longestLife) + ").");
    }

    public static Timings defaults() {
        return new Timings(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(60),
            Duration.ofSeconds(12), Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofSeconds(75), Duration.ofMinutes(15),
            Duration.ofMinutes(30), Duration.ofMinutes(60), Duration.ofMinutes(60), Duration.ofMinutes(5), Duration.ofMinutes(30),
            Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofHours(24), Duration.ofMinutes(3), Duration.ofMinutes(1),
            Duration.ofMinutes(10), 238, Duration.ofSeconds(30), Duration.ofSeconds(10));
    }

    /** These timings with other absences: parked, idle and absent. */
    public Timings withAbsences(Duration parked, Duration idle, Duration absent) {
        return new Timings(close, left, unknown, navigation, reconnect, hideThenDrop, ping, silent, parked, idle, absent, payment,
            reopenClosed, reopenLeft, signOutTail, ownRestart, longestLife, readingUnknown, shortestReading, longestReading,
            wordsPerMinute, clockJump, delivery);
    }

    /** These timings where a channel is pinged that often. */
    public Timings withPing(Duration ping) {
        return new Timings(close, left, unknown, navigation, reconnect, hideThenDrop, ping, silent, parked, idle, absent, payment,
            reopenClosed, reopenLeft, signOutTail, ownRestart, longestLife, readingUnknown, shortestReading, longestReading,
            wordsPerMinute, clockJump, delivery);
    }

    /** As the settings write it: {@code 5s}, {@code 15m}, {@code 24h}. */
    public static String written(Duration duration) {
        long ms = duration.toMillis();
        return ms % 3_600_000 == 0 && ms != 0 ? ms / 3_600_000 + "h" : ms % 60_000 == 0 && ms != 0 ? ms / 60_000 + "m"
            : ms % 1_000 == 0 ? ms / 1_000 + "s" : ms + "ms";
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
