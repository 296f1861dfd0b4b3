package io.lastseen.recording.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Writes whole objects. */
public interface ObjectPutter {

    /**
     * Stores the buffers, one after the other, as one object; when this completes it is durable and readable by everybody.
     * A put whose answer was lost is repeated, and counts as done where the object turns out to hold these very bytes.
     * Names are written once: with a store that knows conditional puts, one that is taken fails with
     * {@link StoreException.NameTaken}. The buffers must not change meanwhile.
     */
    Uni<Void> put(ObjectName name, List<Buffer> content);

    default Uni<Void> put(ObjectName name, byte[] content) {
        return put(name, List.of(Buffer.buffer(content)));
    }
}
