package io.lastseen.simulation;

import io.lastseen.simulation.Transaction.Blocked;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tables in memory that behave as PostgreSQL's do at read committed: transactions that see nothing of each other, locks on rows
 * that are waited for, deadlocks that are found, commits that are there once they are forced. The statements themselves are
 * {@link Statements}; the same calls against PostgreSQL give the same rows ({@code SimulatedIndexTest}).
 *
 * <p>What differs: a statement that had to wait looks again as a whole, also for rows it had not found before, where PostgreSQL
 * looks again at the rows it waited for. {@link Work#snapshot} is there for where that matters.
 */
public final class SimulatedPostgres {
    private static final Duration FORCING = Duration.ofMillis(4);
    private static final Duration WAKING = Duration.ofMillis(1);
    private final VirtualTime time;
    private final Statements statements;
    private final Map<String, String[]> keys;
    private final Map<String, TreeMap<String, Fields>> tables = new HashMap<>();
    private final Map<String, Transaction> locks = new HashMap<>();
    private final Map<String, List<Runnable>> waiting = new HashMap<>();
    private final Set<Transaction> open = new LinkedHashSet<>();
    private boolean down;

    /** Told once what became of a statement. */
    interface Done {
        void done(Answer answer, Throwable failure);
    }

    /** @param keys columns of each table's primary key */
    public SimulatedPostgres(VirtualTime time, Statements statements, Map<String, String[]> keys) {
        this.time = time;
        this.statements = statements;
        this.keys = keys;
        keys.keySet().forEach(table -> tables.put(table, new TreeMap<>()));
    }

    Clock clock() {
        return time;
    }

    TreeMap<String, Fields> committed(String table) {
        return tables.get(table);
    }

    /** What is committed. */
    public List<Fields> rows(String table) {
        return List.copyOf(tables.get(table).values());
    }

    /** A database that was lost as a whole. */
    public void lose() {
        crash(Duration.ZERO);
        tables.values().forEach(TreeMap::clear);
    }

    String key(String table, Fields row) {
        return row.key(keys.get(table));
    }

    Optional<Transaction> holder(String lock) {
        return Optional.ofNullable(locks.get(lock));
    }

    void hold(String lock, Transaction by) {
        locks.put(lock, by);
    }

    Set<Transaction> open() {
        return open;
    }

    /** Of chunk and evidence there are partitions, which take the rows of their day only. */
    void check(String table, Fields row, Transaction by) {
        if (row != null && (table.equals("chunk") || table.equals("evidence")) && by.visible("partition", row.day("day") + "|") == null) {
            throw new PgException("no partition of relation \"" + table + "\" found for row", "ERROR", "23514", "");
        }
    }

    public void makePartition(LocalDate day) {
        put("partition", Fields.of("day", day));
    }

    void put(String table, Fields row) {
        tables.get(table).put(key(table, row), row);
    }

    Transaction begin(Program program) {
        Transaction transaction = new Transaction(this, program);
        open.add(transaction);
        return transaction;
    }

    void run(Transaction transaction, String sql, Tuple parameters, Done done) {
        run(transaction, statements.of(sql), parameters, new Work.Attempt(), (answer, failure) -> {
            Trace.tell(time, () -> name(transaction) + " " + sql.strip().replaceAll("\\s+", " ").substring(0, Math.min(sql.strip().length() / 2, 110)) + " | "
                + parameters.deepToString() + " -> " + (failure == null ? answer.count() + " " + answer.rows() : failure));
            done.done(answer, failure);
        });
    }

    private static String name(Transaction transaction) {
        return "transaction " + Integer.toHexString(System.identityHashCode(transaction));
    }

    private void run(Transaction transaction, Statement statement, Tuple parameters, Work.Attempt attempt, Done done) {
        if (transaction.over() || down) {
            done.done(null, gone());
            return;
        }
        if (transaction.failed()) {
            done.done(null, new PgException("current transaction is aborted", "ERROR", "25P02", ""));
            return;
        }
        var before = transaction.written();
        Answer answer;
        try {
            answer = statement.run(new Work(transaction, attempt), parameters);
        } catch (Blocked blocked) {
            transaction.backTo(before);
            if (isCircle(transaction, blocked.lock())) {
                transaction.fail();
                done.done(null, new PgException("deadlock detected", "ERROR", "40P01", ""));
                return;
            }
            transaction.waitFor(Optional.of(blocked.lock()));
            waiting.computeIfAbsent(blocked.lock(), any -> new ArrayList<>()).add(() -> {
                transaction.waitFor(Optional.empty());
                run(transaction, statement, parameters, attempt, done);
            });
            return;
        } catch (PgException refused) {
            transaction.backTo(before);
            transaction.fail();
            done.done(null, refused);
            return;
        }
        done.done(answer, null);
    }

    private boolean isCircle(Transaction from, String lock) {
        Optional<Transaction> holder = holder(lock);
        while (holder.isPresent() && holder.get() != from) {
            holder = holder.get().waitsFor().flatMap(this::holder);
        }
        return holder.isPresent();
    }

    /** What is committed is forced first; a crash before that knows nothing of it. */
    void commit(Transaction transaction, Done done) {
        if (transaction.over() || down) {
            done.done(null, gone());
            return;
        }
        if (transaction.failed()) {
            rollback(transaction);
            done.done(null, new PgException("transaction was rolled back", "ERROR", "25P02", ""));
            return;
        }
        transaction.beginCommit();
        time.within(FORCING, () -> {
            if (transaction.over()) {
                done.done(null, gone());
                return;
            }
            transaction.written().forEach((table, rows) -> rows.forEach((key, row) ->
                row.ifPresentOrElse(kept -> tables.get(table).put(key, kept), () -> tables.get(table).remove(key))));
            Trace.tell(time, () -> name(transaction) + " is committed");
            end(transaction);
            done.done(Answer.NOTHING, null);
        });
    }

    void rollback(Transaction transaction) {
        if (!transaction.over()) {
            end(transaction);
        }
    }

    private void end(Transaction transaction) {
        transaction.end();
        open.remove(transaction);
        for (String lock : transaction.locks()) {
            locks.remove(lock);
            List<Runnable> waiters = waiting.remove(lock);
            if (waiters != null) {
                waiters.forEach(waiter -> time.within(WAKING, waiter));
            }
        }
    }

    /** The process is gone; what it had not committed is given up once that is noticed. */
    public void disconnect(Program program, Duration noticed) {
        open.stream().filter(one -> one.program() == program && !one.committing()).toList()
            .forEach(one -> time.within(noticed, () -> {
                if (!one.committing()) {
                    rollback(one);
                }
            }));
    }

    /** Everything that was not forced is gone, and everybody's connection. */
    public void crash(Duration away) {
        List.copyOf(open).forEach(this::end);
        down = true;
        time.after(away, () -> down = false);
    }

    static Throwable gone() {
        return new io.vertx.core.VertxException("Connection is not active now", true);
    }

    /** The pool of one process. */
    public io.vertx.mutiny.sqlclient.Pool seenBy(Program program, Faults faults) {
        return new io.vertx.mutiny.sqlclient.Pool(new SimulatedPool(this, time, program, faults));
    }
}
