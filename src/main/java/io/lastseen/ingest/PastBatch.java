package io.lastseen.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Messages that came so close after each other that they are committed together; the bytes of their chunks are stored. */
public final class PastBatch {
    private final Instant at;
    private final IndexRows rows;
    private final Urgency urgency;

    PastBatch(Instant at, List<Arrival> arrivals, List<Integer> positions, String segment) {
        this.at = at;
        this.rows = new IndexRows(arrivals, positions, segment);
        this.urgency = arrivals.stream().map(Arrival::urgency).reduce(Urgency.LAZY, Urgency::and);
    }

    /** When it was committed. */
    public Instant at() {
        return at;
    }

    /** When it makes its visitor due; empty where it only says that all is as it was. @param routine as the doors have it */
    public Optional<Instant> due(Duration routine) {
        return switch (urgency) {
            case NOW -> Optional.of(at);
            case SOON -> Optional.of(at.plus(routine));
            case LAZY -> Optional.empty();
        };
    }

    IndexRows rows() {
        return rows;
    }
}
