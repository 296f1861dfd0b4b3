package io.lastseen.recording.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Writes whole objects whose names stay while what they hold changes. */
public interface ObjectReplacer {

    /**
     * As {@link ObjectPutter#put}, but in place of what the name holds: whoever reads gets the one or the other, whole. Two who
     * replace the same object at once must settle between them who is last.
     */
    Uni<Void> replace(ObjectName name, List<Buffer> content);
}
