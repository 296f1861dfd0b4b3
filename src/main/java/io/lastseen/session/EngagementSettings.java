package io.lastseen.session;

import io.lastseen.engagement.Timings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How long to wait for what, as an operator sets it; {@link Timings} says what each is and holds them to sense. */
@ConfigMapping(prefix = "lastseen.engagement")
public interface EngagementSettings {

    @WithDefault("5s")
    Duration close();

    @WithDefault("10s")
    Duration left();

    @WithDefault("10s")
    Duration unknown();

    @WithDefault("60s")
    Duration navigation();

    @WithDefault("12s")
    Duration reconnect();

    @WithDefault("2s")
    Duration hideThenDrop();

    @WithDefault("75s")
    Duration silent();

    @WithDefault("15m")
    Duration parked();

    @WithDefault("30m")
    Duration idle();

    @WithDefault("60m")
    Duration absent();

    @WithDefault("60m")
    Duration payment();

    @WithDefault("5m")
    Duration reopenClosed();

    @WithDefault("30m")
    Duration reopenLeft();

    @WithDefault("60s")
    Duration signOutTail();

    @WithDefault("60s")
    Duration ownRestart();

    @WithDefault("24h")
    Duration longestLife();

    /** @throws IllegalArgumentException with one sentence that begins with the setting, where one is out of range or they contradict each other */
    default Timings timings(Duration ping) {
        Map<Timing, Duration> set = new EnumMap<>(Timing.class);
        set.putAll(Map.of(Timing.CLOSE, close(), Timing.LEFT, left(), Timing.UNKNOWN, unknown(), Timing.NAVIGATION, navigation(),
            Timing.RECONNECT, reconnect(), Timing.HIDE_THEN_DROP, hideThenDrop(), Timing.SILENT, silent(), Timing.PARKED, parked()));
        set.putAll(Map.of(Timing.IDLE, idle(), Timing.ABSENT, absent(), Timing.PAYMENT, payment(), Timing.REOPEN_CLOSED, reopenClosed(),
            Timing.REOPEN_LEFT, reopenLeft(), Timing.SIGN_OUT_TAIL, signOutTail(), Timing.OWN_RESTART, ownRestart(),
            Timing.LONGEST_LIFE, longestLife()));
        set.forEach((timing, value) -> timing.complaint(value).ifPresent(sentence -> {
            throw new IllegalArgumentException(timing.setting() + " " + sentence);
        }));
        if (ping.isNegative() || ping.isZero()) {
            throw new IllegalArgumentException("lastseen.doors.ping must be longer than nothing, not " + Timings.written(ping));
        }
        try {
            return Timing.with(Timings.defaults().withPing(ping), set);
        } catch (IllegalArgumentException contradiction) {
            throw new IllegalArgumentException("lastseen.engagement.*: " + contradiction.getMessage().replaceFirst("\\.$", ""));
        }
    }
}
