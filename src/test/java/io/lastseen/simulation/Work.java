package io.lastseen.simulation;

import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One run of a statement: what it sees, and what it does. It sees what is committed and what its own transaction did. */
public final class Work {
    private final Transaction transaction;
    private final Attempt attempt;

    /** What a statement keeps over its runs: its snapshot is taken once. */
    static final class Attempt {
        private Object snapshot;
    }

    Work(Transaction transaction, Attempt attempt) {
        this.transaction = transaction;
        this.attempt = attempt;
    }

    /** When the transaction began. */
    public OffsetDateTime now() {
        return transaction.began();
    }

    public OffsetDateTime clock() {
        return transaction.clock().instant().atOffset(ZoneOffset.UTC);
    }

    public OffsetDateTime nowPlusMillis(long millis) {
        return now().plus(Duration.ofMillis(millis));
    }

    public LocalDate today() {
        return now().toLocalDate();
    }

    /** What was read before anything was waited for. */
    @SuppressWarnings("unchecked")
    public <T> T snapshot(Supplier<T> read) {
        if (attempt.snapshot == null) {
            attempt.snapshot = read.get();
        }
        return (T) attempt.snapshot;
    }

    public Collection<Fields> rows(String table) {
        return transaction.visible(table);
    }

    public Stream<Fields> where(String table, Predicate<Fields> condition) {
        return rows(table).stream().filter(condition);
    }

    public Optional<Fields> row(String table, Object... key) {
        StringBuilder text = new StringBuilder();
        for (Object part : key) {
            text.append(part).append('|');
        }
        return Optional.ofNullable(transaction.visible(table, text.toString()));
    }

    public void lock(String table, Fields row) {
        transaction.lock(table, row);
    }

    /** Whether nobody else holds it. */
    public boolean isFree(String table, Fields row) {
        return transaction.isFree(table, row);
    }

    public void update(String table, Fields row, Object... namesAndValues) {
        transaction.lock(table, row);
        transaction.write(table, row, row.with(namesAndValues));
    }

    public void delete(String table, Fields row) {
        transaction.lock(table, row);
        transaction.write(table, row, null);
    }

    /** False where there is such a row: {@code on conflict do nothing}. */
    public boolean insert(String table, Fields row) {
        Optional<Fields> there = transaction.conflicting(table, row);
        if (there.isPresent()) {
            return false;
        }
        transaction.lock(table, row);
        transaction.write(table, row, row);
        return true;
    }

    /** {@code on conflict do update}. */
    public Fields upsert(String table, Fields row, Function<Fields, Fields> change) {
        transaction.lock(table, row);
        Fields old = transaction.visible(table, row);
        Fields written = old == null ? row : change.apply(old);
        transaction.write(table, row, written);
        return written;
    }

    /** Fails where there is such a row. */
    public void insertOrFail(String table, Fields row) {
        if (!insert(table, row)) {
            throw new PgException("duplicate key value violates unique constraint", "ERROR", "23505", "");
        }
    }

    /** What nobody else may be using; does not wait for those who are. */
    public void alone(String table) {
        transaction.alone(table);
    }
}
