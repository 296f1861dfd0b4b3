package io.lastseen.site;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All sites as one read found them; {@code number} grows with each read begun. */
record Snapshot(long number, Map<String, Site> byId, Map<String, Site> byWriteKey) {
    static final Snapshot EMPTY = new Snapshot(0, Map.of(), Map.of());

    static Snapshot of(long number, List<Site> sites) {
        Map<String, Site> byId = new LinkedHashMap<>();
        Map<String, Site> byWriteKey = new HashMap<>();
        for (Site site : sites) {
            byId.put(site.id(), site);
            byWriteKey.put(site.writeKey(), site);
        }
        return new Snapshot(number, Collections.unmodifiableMap(byId), Map.copyOf(byWriteKey));
    }
}
