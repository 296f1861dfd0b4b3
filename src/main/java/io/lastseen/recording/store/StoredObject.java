package io.lastseen.recording.store;

import java.time.Instant;

/** What a store says about an object it has. {@code length} in bytes, {@code storedAt} on the store's clock. */
public record StoredObject(ObjectName name, long length, Instant storedAt) {
}
