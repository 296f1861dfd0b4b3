package io.lastseen.recording.rebuild;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** Notes objects that still hold what tombstones name: they are written anew without it once the service runs, as late chunks' are. */
final class ErasedBytes {
    static final String NOTE = """
        insert into erasure_object (site_id, erasure_id, object, not_before) values ($1, 'late', $2, now()) on conflict do nothing""";

    private ErasedBytes() {
    }

    static Uni<Void> note(SqlClient connection, String site, String object) {
        return connection.preparedQuery(NOTE).execute(Tuple.of(site, object)).replaceWithVoid();
    }
}
