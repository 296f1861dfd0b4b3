package io.lastseen.metrics;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One page of drop-offs, newest session first; {@code next} is the cursor of the page after it, or null. */
@Schema(name = "DropOffList")
record DropOffList(List<DropOffSession> items, String next) {

    /** @param found one more than the page holds, where there are more */
    static DropOffList page(List<DropOffSession> found, int limit) {
        boolean more = found.size() > limit;
        List<DropOffSession> items = more ? found.subList(0, limit) : found;
        return new DropOffList(items, more ? items.get(limit - 1).place().text() : null);
    }
}
