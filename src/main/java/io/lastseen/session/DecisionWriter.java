package io.lastseen.session;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a batch of decisions: a few statements, however many visitors. */
@ApplicationScoped
class DecisionWriter {
    private final List<String> statements = read();
    private final SessionRows rows = new SessionRows();

    /** In the caller's transaction, which holds the visitors' locks. */
    Uni<Void> write(SqlConnection transaction, List<Decided> decisions) {
        JsonObject batch = new JsonObject()
            .put("sessions", rows.sessions(decisions)).put("documents", rows.documents(decisions))
            .put("views", rows.views(decisions)).put("marks", rows.marks(decisions)).put("verdicts", rows.verdicts(decisions))
            .put("persons", rows.persons(decisions)).put("superseded", rows.superseded(decisions)).put("due", rows.due(decisions));
        Uni<Void> written = Uni.createFrom().voidItem();
        for (String statement : statements) {
            written = written.flatMap(before -> transaction.preparedQuery(statement).execute(Tuple.of(batch)).replaceWithVoid());
        }
        return written;
    }

    /** The statements are separated by lines that hold nothing but a semicolon. */
    private static List<String> read() {
        try (InputStream in = DecisionWriter.class.getResourceAsStream("/sql/decide.sql")) {
            return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n;\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
