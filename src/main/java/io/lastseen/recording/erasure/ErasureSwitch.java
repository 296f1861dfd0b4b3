package io.lastseen.recording.erasure;

import io.lastseen.session.SessionCounting;
import io.lastseen.session.SessionLookup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes sessions and visitors unreadable, with one transaction; notes which objects hold their bytes. */
@ApplicationScoped
class ErasureSwitch {
    static final String LOCK_VISITORS = "select id from visitor where site_id = $1 and id = any($2::text[]) order by id for update";
    static final String LOCK_SESSIONS = """
        select id from session where site_id = $1 and (id = any($2::text[]) or visitor_id = any($3::text[])) and erased_at is null order by id for update""";
    static final String LOCK_DOCUMENTS = """
        select id from document d where d.site_id = $1 and (d.visitor_id = any($3::text[])
            or d.id in (select document_id from session_document where site_id = $1 and session_id = any($2::text[]))) order by d.id for update""";
    private final List<Statement> statements = read();
    private final Pool pool;
    private final SessionCounting counting;

    ErasureSwitch(Pool pool, SessionCounting counting) {
        this.pool = pool;
        this.counting = counting;
    }

    record Statement(List<String> parameters, String sql) {
        Tuple with(Map<String, Object> values) {
            Tuple tuple = Tuple.tuple();
            parameters.forEach(name -> tuple.addValue(values.get(name)));
            return tuple;
        }
    }

    /** False where nothing of it is left to erase; then nothing was done. May be repeated under the same id. */
    Uni<Boolean> erase(ErasureSubject subject, String erasure) {
        Map<String, Object> values = new HashMap<>(Map.of("site", subject.site(), "erasure", erasure, "kind", subject.kind(), "subject", subject.named(),
            "visitors", array(subject.visitors()), "locked", array(subject.locked()), "pseudonym", "erased-" + erasure));
        return pool.withTransaction(transaction -> transaction.preparedQuery(LOCK_VISITORS).execute(Tuple.of(subject.site(), array(subject.locked())))
            .chain(() -> transaction.preparedQuery(LOCK_SESSIONS).execute(Tuple.of(subject.site(), array(subject.sessions()), array(subject.visitors()))))
            .invoke(sessions -> values.put("sessions", ids(sessions)))
            .chain(() -> transaction.preparedQuery(LOCK_DOCUMENTS)
                .execute(Tuple.of(subject.site(), values.get("sessions"), array(subject.visitors()))))
            .invoke(documents -> values.put("documents", ids(documents)))
            .chain(() -> nothingIn(values) ? Uni.createFrom().item(false) : switchRows(transaction, values).replaceWith(true)));
    }

    private static boolean nothingIn(Map<String, Object> values) {
        return ((String[]) values.get("sessions")).length == 0 && ((String[]) values.get("documents")).length == 0;
    }

    private Uni<Void> switchRows(SqlConnection transaction, Map<String, Object> values) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Statement statement : statements) {
            done = done.chain(() -> transaction.preparedQuery(statement.sql()).execute(statement.with(values)).replaceWithVoid());
        }
        String site = (String) values.get("site");
        return done.chain(() -> counting.forgotten(transaction, site, List.of((String[]) values.get("visitors"))))
            .chain(() -> counting.settled(transaction, Arrays.stream((String[]) values.get("sessions")).map(id -> new SessionLookup.Key(site, id)).toList()));
    }

    private static String[] ids(RowSet<Row> rows) {
        return rows.stream().map(row -> row.getString("id")).toArray(String[]::new);
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }

    /** Statements are separated by lines that hold nothing but a semicolon. */
    static List<Statement> read() {
        try (InputStream in = ErasureSwitch.class.getResourceAsStream("/sql/erase.sql")) {
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n;\n")).map(text -> {
                String named = text.lines().filter(line -> line.startsWith("-- with ")).findFirst().orElseThrow();
                return new Statement(List.of(named.substring("-- with ".length()).split(" ")), text);
            }).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
