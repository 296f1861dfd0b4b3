package io.lastseen.start;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a setting may be.
 *
 * @param words as in "give …"
 * @param reads whether a value is one
 */
record Accepted(String words, Predicate<String> reads) {
    static final Accepted DURATION = new Accepted("a duration like 30s, 5m or 2h", parsed(DurationConverter::parseDuration));
    static final Accepted URL = new Accepted("a URL like https://objects.example", parsed(URI::create));
    /** Libraries take whatever they do not know for no. */
    static final Accepted SWITCH = new Accepted("true or false", value -> value.matches("(?i)true|false|yes|no|y|n|on|off|1|0"));

    static Accepted oneOf(String... names) {
        String last = names[names.length - 1];
        return new Accepted(String.join(", ", Arrays.copyOf(names, names.length - 1)) + " or " + last,
                value -> List.of(names).stream().anyMatch(value::equalsIgnoreCase));
    }

    /** Both bounds are included. */
    static Accepted number(long least, long most) {
        String range = most == Long.MAX_VALUE || most == Integer.MAX_VALUE ? " from " + least + " on" : " from " + least + " to " + most;
        return new Accepted("a whole number" + range, parsed(value -> {
            if (Long.parseLong(value) < least || Long.parseLong(value) > most) {
                throw new IllegalArgumentException();
            }
        }));
    }

    /** By the type of what reads it; empty where any text is read. */
    static Optional<Accepted> by(Method setting) {
        Class<?> type = setting.getReturnType();
        if (type == Duration.class) {
            return Optional.of(DURATION);
        }
        if (type == boolean.class) {
            return Optional.of(SWITCH);
        }
        if (type == int.class || type == long.class) {
            Min least = setting.getAnnotation(Min.class);
            Max most = setting.getAnnotation(Max.class);
            return Optional.of(number(least == null ? 0 : least.value(),
                    most != null ? most.value() : type == int.class ? Integer.MAX_VALUE : Long.MAX_VALUE));
        }
        return type == URI.class ? Optional.of(URL) : Optional.empty();
    }

    /** @throws StartRefused where something is set that cannot be read */
    void check(SmallRyeConfig config, String name) {
        String value = config.getConfigValue(name).getValue();
        if (value != null && !reads.test(value.strip())) {
            throw new StartRefused(name + " is \"" + value + "\": give " + words + " (docs/settings.md).");
        }
    }

    private static Predicate<String> parsed(Consumer<String> parser) {
        return value -> {
            try {
                parser.accept(value);
                return !value.isEmpty();
            } catch (RuntimeException unreadable) {
                return false;
            }
        };
    }
}
