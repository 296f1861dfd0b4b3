package io.lastseen.session;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** Told of sessions whose numbers are fixed or have moved, within the transaction of the decision: by all that count them. */
public interface SettledSessions {

    /**
     * Fails with the decision, which is then made again.
     *
     * @param sessions final ones, as their rows say by now, and such that were merged into others; told again with every
     *     later decision about them, whether it changed anything or not
     */
    Uni<Void> settled(SqlConnection transaction, List<SessionLookup.Key> sessions);

    /** Nothing may be left that names these visitors: they were erased. Told before their sessions, which have another one by then. */
    Uni<Void> forgotten(SqlConnection transaction, String site, List<String> visitors);
}
