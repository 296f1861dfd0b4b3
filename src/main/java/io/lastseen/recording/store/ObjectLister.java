package io.lastseen.recording.store;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Lists objects. */
public interface ObjectLister {

    /**
     * Up to {@code limit} objects whose names start with {@code prefix}, in the order of their names, beginning behind
     * {@code after}.
     */
    Uni<List<StoredObject>> list(String prefix, Optional<ObjectName> after, int limit);
}
