package io.lastseen.simulation;

import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectStore;
import io.lastseen.recording.store.StoreException;
import io.lastseen.recording.store.StoredObject;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A store that answers at once and never fails. */
final class MemoryObjects implements ObjectStore {
    private final ConcurrentSkipListMap<String, Held> objects = new ConcurrentSkipListMap<>();
    private final Clock clock;

    private record Held(Buffer bytes, Instant storedAt) {
    }

    MemoryObjects(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Uni<Void> put(ObjectName name, List<Buffer> content) {
        return Uni.createFrom().item(() -> {
            Buffer whole = Buffer.buffer();
            content.forEach(whole::appendBuffer);
            objects.put(name.value(), new Held(whole, clock.instant()));
            return null;
        });
    }

    @Override
    public Uni<Void> replace(ObjectName name, List<Buffer> content) {
        return put(name, content);
    }

    @Override
    public Uni<Buffer> get(ObjectName name, long offset, int length) {
        return Uni.createFrom().item(() -> held(name).bytes().getBuffer((int) offset, (int) offset + length));
    }

    @Override
    public Uni<StoredObject> stat(ObjectName name) {
        return Uni.createFrom().item(() -> stored(name.value(), held(name)));
    }

    private Held held(ObjectName name) {
        return Optional.ofNullable(objects.get(name.value())).orElseThrow(() -> new StoreException.NoSuchObject(name));
    }

    private static StoredObject stored(String name, Held held) {
        return new StoredObject(new ObjectName(name), held.bytes().length(), held.storedAt());
    }

    @Override
    public Uni<List<StoredObject>> list(String prefix, Optional<ObjectName> after, int limit) {
        return Uni.createFrom().item(() -> objects.entrySet().stream().filter(one -> one.getKey().startsWith(prefix)
                && after.filter(last -> one.getKey().compareTo(last.value()) <= 0).isEmpty())
            .limit(limit).map(one -> stored(one.getKey(), one.getValue())).toList());
    }

    @Override
    public Uni<Void> remove(ObjectName name) {
        return Uni.createFrom().item(() -> {
            objects.remove(name.value());
            return null;
        });
    }

    int count() {
        return objects.size();
    }
}
