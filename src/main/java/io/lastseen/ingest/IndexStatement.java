package io.lastseen.ingest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes the rows of one batch with one statement, and says of each arrival what became of it. */
@ApplicationScoped
class IndexStatement {
    static final String SQL = read("/sql/ingest.sql");
    private static final String AT = SQL.replace("now()", "$33::timestamptz");
    static final String RESTORE = AT.replace("left join chunk c on", "join chunk c on");
    private final Pool pool;
    private final CommitSettings settings;
    private final Partitions partitions;

    IndexStatement(Pool pool, CommitSettings settings, Partitions partitions) {
        this.pool = pool;
        this.partitions = partitions;
        this.settings = settings;
    }

    /**
     * Fails with what PostgreSQL said; nothing of the batch is written then, or the outcome is unknown and the same rows
     * may be written again.
     *
     * @return outcomes in the order of {@code rows}
     */
    Uni<List<Outcome>> write(IndexRows rows) {
        return pool.preparedQuery(SQL).execute(rows.parameters(settings.routineDecision().toMillis()))
            .onFailure(IndexStatement::lacksPartition).call(() -> partitions.makeFor(rows.documents()))
            .onFailure(IndexStatement::lacksPartition).retry().atMost(1)
            .flatMap(answer -> {
                Map<ChunkKey, ChunkAnswer> byKey = rows.answers(answers(answer));
                boolean raced = byKey.values().stream().anyMatch(ChunkAnswer::raced);
                // Another replica stored the same chunk while this statement ran: the second look sees it.
                return raced ? write(rows) : Uni.createFrom().item(rows.outcomes(byKey));
            });
    }

    /**
     * As {@link #write(IndexRows)}, as if it had been at {@code at}; and what has no row gets one, though it had been received: it may
     * be archived, but another session that shares the page needs it still.
     */
    Uni<List<Outcome>> write(IndexRows rows, Instant at) {
        Tuple parameters = rows.parameters(0).addOffsetDateTime(at.atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(RESTORE).execute(parameters)
            .map(answer -> rows.outcomes(rows.answers(answers(answer))));
    }

    /** What arrived at {@code at}, in the caller's transaction; its day's partitions have to be there. */
    Uni<List<Outcome>> write(SqlConnection transaction, IndexRows rows, Instant at) {
        Tuple parameters = rows.parameters(settings.routineDecision().toMillis()).addOffsetDateTime(at.atOffset(ZoneOffset.UTC));
        return transaction.preparedQuery(AT).execute(parameters).map(answer -> rows.outcomes(rows.answers(answers(answer))));
    }

    /** SQLSTATE 23514, a check that does not hold: of these tables only the partitions check anything. */
    private static boolean lacksPartition(Throwable failure) {
        return failure instanceof PgException refused && "23514".equals(refused.getSqlState());
    }

    private static List<ChunkAnswer> answers(RowSet<Row> rows) {
        List<ChunkAnswer> answers = new ArrayList<>();
        for (Row row : rows) {
            io.vertx.core.buffer.Buffer digest = row.getDelegate().getBuffer("digest");
            answers.add(new ChunkAnswer(row.getBoolean("stored"), row.getBoolean("known"),
                row.getBoolean("erased"), digest == null ? null : digest.getBytes()));
        }
        return answers;
    }

    /** @param digest of the copy stored before; null where there is none, or it is archived */
    record ChunkAnswer(boolean stored, boolean known, boolean erased, byte[] digest) {

        boolean raced() {
            return !stored && !known && !erased;
        }

        Outcome outcome(byte[] arrived) {
            if (erased) {
                return new Outcome.Erased();
            }
            if (stored) {
                return new Outcome.Stored();
            }
            return digest == null || Arrays.equals(digest, arrived) ? new Outcome.Duplicate() : new Outcome.Conflict();
        }
    }

    private static String read(String resource) {
        try (InputStream in = IndexStatement.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
