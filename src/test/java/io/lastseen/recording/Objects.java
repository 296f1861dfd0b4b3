package io.lastseen.recording;

import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectStore;
import io.lastseen.recording.store.StoreException;
import io.lastseen.recording.store.StoredObject;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks into the store, as nobody but an operator does. */
public final class Objects {
    private static final int PAGE = 1000;

    private Objects() {
    }

    public static List<ObjectName> named(ObjectStore store, String prefix) {
        List<ObjectName> names = new ArrayList<>();
        Optional<ObjectName> after = Optional.empty();
        List<StoredObject> page;
        do {
            page = store.list(prefix, after, PAGE).await().indefinitely();
            page.forEach(object -> names.add(object.name()));
            after = page.stream().reduce((a, b) -> b).map(StoredObject::name);
        } while (page.size() == PAGE);
        return names;
    }

    /** Those below the prefix whose bytes hold the text. */
    public static List<ObjectName> holding(ObjectStore store, String prefix, String text) {
        return named(store, prefix).stream().filter(name -> bytes(store, name).contains(text)).toList();
    }

    /** One character per byte; none where it has gone since it was listed. */
    public static String bytes(ObjectStore store, ObjectName name) {
        return store.stat(name).flatMap(stored -> store.get(name, 0, (int) stored.length())).map(Buffer::getBytes)
            .onFailure(StoreException.NoSuchObject.class).recoverWithItem(new byte[0])
            .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)).await().indefinitely();
    }
}
