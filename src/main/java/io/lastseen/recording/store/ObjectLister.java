package io.lastseen.recording.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Lists objects. */
public interface ObjectLister {

    /**
     * Up to {@code limit} objects whose names start with {@code prefix}, in the order of their names, beginning behind
     * {@code after}.
     */
    Uni<List<StoredObject>> list(String prefix, Optional<ObjectName> after, int limit);

    /**
     * All whose names start with {@code prefix}, {@code limit} at a time. A page is let go once it was used, so that going through
     * a store of any size takes the memory of a page or two; a call that continues itself behind each page would keep all of them.
     */
    default Multi<List<StoredObject>> pages(String prefix, int limit) {
        return Multi.createBy().repeating()
            .uni(() -> new AtomicReference<>(Optional.<ObjectName>empty()), last -> list(prefix, last.get(), limit)
                .invoke(page -> page.stream().reduce((one, next) -> next).ifPresent(end -> last.set(Optional.of(end.name())))))
            .whilst(page -> page.size() == limit);
    }
}
