package io.lastseen.simulation;

import java.time.Instant;

/**
 * A document that a recorder records.
 *
 * @param orderly its recorder sends the next chunk once the one before is acknowledged
 */
record Page(String visitor, String tab, String id, Instant opened, boolean orderly) {
}
