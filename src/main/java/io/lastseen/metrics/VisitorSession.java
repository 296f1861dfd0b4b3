package io.lastseen.metrics;

import java.time.Instant;
import java.util.Optional;

/**
 * One of the sessions in which a visitor did something of a funnel.
 *
 * @param endedAt empty while open
 * @param reason why it ended; open while it has not
 * @param told the trait it is told apart by; null where none was asked for
 */
record VisitorSession(String id, Instant startedAt, Optional<Instant> endedAt, String reason, String told) {}
