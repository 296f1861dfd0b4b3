package io.lastseen.recording;

import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectPutter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Puts segments into the object store. */
@ApplicationScoped
public class SegmentStore {
    private final ObjectPutter objects;

    public SegmentStore(ObjectPutter objects) {
        this.objects = objects;
    }

    /** Completes once the store has the bytes for good; the same name and bytes may be stored again. */
    public Uni<Void> store(String name, List<Buffer> parts) {
        return objects.put(new ObjectName(name), parts);
    }
}
