package io.lastseen.simulation;

import java.util.Map;

/** The tables that the simulated statements know, with their primary keys; {@code partition} are the days there are partitions of. */
public final class Tables {
    public static final Map<String, String[]> KEYS = Map.ofEntries(
        table("partition", "day"),
        table("document", "site_id", "id"),
        table("chunk", "site_id", "day", "document_id", "sequence"),
        table("evidence", "site_id", "day", "document_id", "n"),
        table("due", "site_id", "visitor_id"),
        table("stray", "site_id", "document_id", "sequence", "segment"),
        table("visitor", "site_id", "id"),
        table("session", "site_id", "id"),
        table("session_document", "site_id", "session_id", "document_id"),
        table("verdict", "site_id", "session_id", "revision"),
        table("archive", "site_id", "session_id", "generation"),
        table("archive_due", "site_id", "kind", "id"),
        table("turn", "task"),
        table("erasure", "site_id", "id"),
        table("erasure_object", "site_id", "erasure_id", "object"),
        table("erased_visitor", "site_id", "visitor_id"));

    private Tables() {
    }

    private static Map.Entry<String, String[]> table(String name, String... key) {
        return Map.entry(name, key);
    }
}
