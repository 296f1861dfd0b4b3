package io.lastseen.engagement;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How and when a session ended. The decision loop adds when it was decided and the revision.
 *
 * @param detail      for {@code left} the host, or {@code typed}; for {@code stopped} and {@code crashed} why; else empty
 * @param endedAt     the last proof of a person, or the exit where the exit is proof; never the time of detection
 * @param confidence  0 to 1
 * @param provisional a return would reopen the session
 * @param evidence    in the order of time
 */
public record Verdict(Reason reason, Optional<String> detail, Instant endedAt, double confidence, boolean provisional, List<Cited> evidence) {
    public Verdict {
        evidence = evidence.stream().sorted(Comparator.comparing(Cited::at)).toList();
    }
}
