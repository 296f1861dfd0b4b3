package io.lastseen.metrics;

import io.lastseen.session.TimeCursor;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One page of funnels, oldest first; {@code next} is the cursor of the page after it, or null. */
@Schema(name = "FunnelList")
record FunnelList(List<Funnel> items, String next) {

    /** @param found one more than the page holds, where there are more */
    static FunnelList page(List<Funnel> found, int limit) {
        boolean more = found.size() > limit;
        List<Funnel> items = more ? found.subList(0, limit) : found;
        return new FunnelList(items, more ? after(items.get(limit - 1)).text() : null);
    }

    private static TimeCursor after(Funnel funnel) {
        return new TimeCursor(funnel.createdAt(), funnel.id());
    }
}
