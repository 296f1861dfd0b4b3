package io.lastseen.recording.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/** Reads objects. */
public interface ObjectReader {

    /**
     * The bytes {@code [offset, offset + length)}; {@code length} is at least 1 and the object must reach that far.
     * Fails with {@link StoreException.NoSuchObject} where there is no such object or range.
     */
    Uni<Buffer> get(ObjectName name, long offset, int length);

    /** Fails with {@link StoreException.NoSuchObject} where there is none. */
    Uni<StoredObject> stat(ObjectName name);
}
