package io.lastseen.recording;

import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of segments: the day, for people; when its chunks were gathered, in milliseconds, because the store's own time counts whole
 * seconds and begins anew with a rewritten object; and 128 random bits, so that replicas need not agree.
 */
@ApplicationScoped
public class SegmentNames {
    private static final int RANDOM_BYTES = 16;
    /** What comes before the random part; names of earlier versions had nothing there. */
    private static final Pattern TIME = Pattern.compile("segments/[^/]+/(\\d{13})-[A-Za-z0-9_-]{22}");
    private final RandomGenerator random;
    private final Clock clock;

    @Inject
    SegmentNames(Clock clock) {
        this(clock, new SecureRandom());
    }

    public SegmentNames(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public String next() {
        return at(clock.instant());
    }

    /** For what is left of a segment: told from others, and as old. @param receivedAt of its chunks, for names that tell no time */
    public String again(ObjectName segment, Instant receivedAt) {
        return at(time(segment).orElse(receivedAt));
    }

    private String at(Instant gathered) {
        byte[] bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        return "segments/" + LocalDate.ofInstant(gathered, ZoneOffset.UTC) + "/" + gathered.toEpochMilli() + "-"
            + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** When its chunks were gathered, as far as that is known: by its name, else when the store got it. */
    public static Instant gatheredAt(StoredObject segment) {
        return time(segment.name()).orElse(segment.storedAt());
    }

    private static Optional<Instant> time(ObjectName segment) {
        Matcher told = TIME.matcher(segment.value());
        return told.matches() ? Optional.of(Instant.ofEpochMilli(Long.parseLong(told.group(1)))) : Optional.empty();
    }
}
