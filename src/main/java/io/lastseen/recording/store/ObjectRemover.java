package io.lastseen.recording.store;

import io.smallrye.mutiny.Uni;

/** Removes objects. */
public interface ObjectRemover {

    /** Removes the object for good; that there is none is success too. */
    Uni<Void> remove(ObjectName name);
}
