package io.lastseen.recording.archive;

import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Which objects may go. Pure. */
public final class SweepPlan {

    private SweepPlan() {
    }

    /** What PostgreSQL says of an object; one that it does not know has no rows. */
    public sealed interface Owner {

        /** Something in it is needed. */
        record Needed() implements Owner {
        }

        /** Nothing in it is needed any more, since then. */
        record Released(Instant since) implements Owner {
        }
    }

    /**
     * Objects that were released, or stored and never got rows, longer than {@code grace} ago.
     *
     * @param now not before any of the instants; the store's clock and the database's may differ by less than the grace
     */
    public static List<ObjectName> removable(List<StoredObject> listed, Map<ObjectName, Owner> owners, Instant now, Duration grace) {
        Instant before = now.minus(grace);
        return listed.stream().filter(object -> {
            Owner owner = owners.get(object.name());
            Instant idleSince = owner == null ? object.storedAt() : owner instanceof Owner.Released released ? released.since() : Instant.MAX;
            return idleSince.isBefore(before);
        }).map(StoredObject::name).toList();
    }
}
