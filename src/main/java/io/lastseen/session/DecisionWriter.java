package io.lastseen.session;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes a batch of decisions: a few statements, however many visitors. */
@ApplicationScoped
class DecisionWriter {
    private final List<Statement> statements = read();
    private final Map<String, Function<List<Decided>, JsonArray>> rows;

    DecisionWriter() {
        SessionRows rows = new SessionRows();
        this.rows = Map.of("sessions", rows::sessions, "documents", rows::documents, "views", rows::views, "marks", rows::marks,
            "verdicts", rows::verdicts, "persons", rows::persons, "superseded", rows::superseded, "due", rows::due, "forgotten", rows::forgotten,
            "events", rows::events);
    }

    /** @param of name of the rows it takes as its only parameter, or only needs there to be */
    private record Statement(String of, String sql) {
        Tuple with(String rows) {
            return sql.contains("$1") ? Tuple.of(rows) : Tuple.tuple();
        }
    }

    /**
     * In the caller's transaction, which holds the visitors' locks, and on a thread that may take its time: several statements take
     * the same rows, which are written as text once and here. Statements without rows are left out.
     */
    Uni<Void> write(SqlConnection transaction, List<Decided> decisions) {
        Map<String, String> batch = new HashMap<>();
        rows.forEach((name, of) -> {
            JsonArray made = of.apply(decisions);
            if (!made.isEmpty()) {
                batch.put(name, made.encode());
            }
        });
        List<Uni<?>> written = new ArrayList<>();
        for (Statement statement : statements) {
            if (batch.containsKey(statement.of())) {
                written.add(transaction.preparedQuery(statement.sql()).execute(statement.with(batch.get(statement.of()))));
            }
        }
        // One connection does one after the other; sending them together saves the ways there and back.
        return written.isEmpty() ? Uni.createFrom().voidItem() : Uni.combine().all().unis(written).discardItems();
    }

    /** Statements are separated by lines that hold nothing but a semicolon; the first line says of which rows each is. */
    private static List<Statement> read() {
        try (InputStream in = DecisionWriter.class.getResourceAsStream("/sql/decide.sql")) {
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n;\n")).map(text -> {
                int end = text.indexOf('\n');
                return new Statement(text.substring("-- of ".length(), end).strip(), text.substring(end + 1));
            }).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
