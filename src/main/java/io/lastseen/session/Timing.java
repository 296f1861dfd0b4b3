package io.lastseen.session;

import io.lastseen.engagement.Timings;
import io.lastseen.problem.Problem;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The timings that can be set, for the service and for each site; {@link Timings} says what each is. */
enum Timing {
    CLOSE("close", Timings::close),
    LEFT("left", Timings::left),
    UNKNOWN("unknown", Timings::unknown),
    NAVIGATION("navigation", Timings::navigation),
    RECONNECT("reconnect", Timings::reconnect),
    HIDE_THEN_DROP("hideThenDrop", Timings::hideThenDrop),
    SILENT("silent", Timings::silent),
    PARKED("parked", Timings::parked),
    IDLE("idle", Timings::idle),
    ABSENT("absent", Timings::absent),
    PAYMENT("payment", Timings::payment),
    REOPEN_CLOSED("reopenClosed", Timings::reopenClosed),
    REOPEN_LEFT("reopenLeft", Timings::reopenLeft),
    SIGN_OUT_TAIL("signOutTail", Timings::signOutTail),
    OWN_RESTART("ownRestart", Timings::ownRestart),
    LONGEST_LIFE("longestLife", Timings::longestLife);

    /** A visit of a week is nobody's, and evidence counts for a day. */
    static final Duration LONGEST = Duration.ofDays(7);
    private final String text;
    private final Function<Timings, Duration> value;

    Timing(String text, Function<Timings, Duration> value) {
        this.text = text;
        this.value = value;
    }

    /** Its name in the API; in the settings it is written with dashes. */
    String text() {
        return text;
    }

    String setting() {
        return "lastseen.engagement." + text.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    static Optional<Timing> named(String text) {
        return Arrays.stream(values()).filter(timing -> timing.text.equals(text)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(Timing::text).collect(Collectors.joining(", "));
    }

    Duration of(Timings timings) {
        return value.apply(timings);
    }

    /** What is wrong with this value, for one sentence after the name. */
    Optional<String> complaint(Duration duration) {
        boolean mayBeNothing = this == REOPEN_CLOSED || this == REOPEN_LEFT || this == SIGN_OUT_TAIL || this == OWN_RESTART;
        if (duration.isNegative() || duration.isZero() && !mayBeNothing) {
            return Optional.of("must be " + (mayBeNothing ? "nothing or longer" : "longer than nothing") + ", not " + Timings.written(duration));
        }
        return duration.compareTo(LONGEST) > 0 ? Optional.of("must not be longer than " + LONGEST.toDays() + " days, not " + Timings.written(duration)) : Optional.empty();
    }

    /** @throws io.lastseen.problem.ProblemException 400 that says how a duration is written */
    Duration parse(Object written) {
        try {
            Duration duration = DurationConverter.parseDuration(String.valueOf(written).strip());
            if (!(written instanceof String) || duration == null) {
                throw new IllegalArgumentException();
            }
            complaint(duration).ifPresent(sentence -> {
                throw Problem.of(400, text + " " + sentence + ".").asException();
            });
            return duration;
        } catch (IllegalArgumentException | ArithmeticException notADuration) {
            throw Problem.of(400, text + " is a time such as \"90s\", \"15m\" or \"24h\", not " + written + ".").asException();
        }
    }

    /** @throws IllegalArgumentException with one sentence where the result contradicts itself */
    static Timings with(Timings base, Map<Timing, Duration> overrides) {
        Map<Timing, Duration> all = new EnumMap<>(Timing.class);
        for (Timing timing : values()) {
            all.put(timing, overrides.getOrDefault(timing, timing.of(base)));
        }
        return new Timings(all.get(CLOSE), all.get(LEFT), all.get(UNKNOWN), all.get(NAVIGATION), all.get(RECONNECT), all.get(HIDE_THEN_DROP),
            base.ping(), all.get(SILENT), all.get(PARKED), all.get(IDLE), all.get(ABSENT), all.get(PAYMENT), all.get(REOPEN_CLOSED),
            all.get(REOPEN_LEFT), all.get(SIGN_OUT_TAIL), all.get(OWN_RESTART), all.get(LONGEST_LIFE), base.readingUnknown(),
            base.shortestReading(), base.longestReading(), base.wordsPerMinute(), base.clockJump(), base.delivery());
    }
}
