package io.lastseen.simulation;

import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a transaction has written and locked; nobody else sees it before it commits. */
final class Transaction {
    private final SimulatedPostgres postgres;
    private final Program program;
    private final Set<String> touched = new HashSet<>();
    private Map<String, TreeMap<String, Optional<Fields>>> written = new HashMap<>();
    private final Set<String> locks = new HashSet<>();
    private OffsetDateTime began;
    private Optional<String> waitsFor = Optional.empty();
    private boolean failed;
    private boolean committing;
    private boolean over;

    /** Somebody else holds what is needed. */
    static final class Blocked extends RuntimeException {
        private final String lock;

        Blocked(String lock) {
            super(lock, null, false, false);
            this.lock = lock;
        }

        String lock() {
            return lock;
        }
    }

    Transaction(SimulatedPostgres postgres, Program program) {
        this.postgres = postgres;
        this.program = program;
    }

    Program program() {
        return program;
    }

    Clock clock() {
        return postgres.clock();
    }

    OffsetDateTime began() {
        if (began == null) {
            began = clock().instant().atOffset(ZoneOffset.UTC);
        }
        return began;
    }

    Collection<Fields> visible(String table) {
        touched.add(table);
        TreeMap<String, Optional<Fields>> own = written.get(table);
        TreeMap<String, Fields> committed = postgres.committed(table);
        if (own == null || own.isEmpty()) {
            return committed.values();
        }
        List<Fields> all = new ArrayList<>(committed.size() + own.size());
        committed.forEach((key, row) -> {
            if (!own.containsKey(key)) {
                all.add(row);
            }
        });
        own.values().forEach(row -> row.ifPresent(all::add));
        return all;
    }

    Fields visible(String table, String key) {
        touched.add(table);
        TreeMap<String, Optional<Fields>> own = written.get(table);
        return own != null && own.containsKey(key) ? own.get(key).orElse(null) : postgres.committed(table).get(key);
    }

    Fields visible(String table, Fields row) {
        return visible(table, postgres.key(table, row));
    }

    /** A row of the same key that somebody else is just changing is waited for. */
    Optional<Fields> conflicting(String table, Fields row) {
        String key = postgres.key(table, row);
        postgres.holder(lock(table, key)).filter(other -> other != this && other.hasWritten(table, key))
            .ifPresent(other -> {
                throw new Blocked(lock(table, key));
            });
        return Optional.ofNullable(visible(table, key));
    }

    private boolean hasWritten(String table, String key) {
        return written.getOrDefault(table, new TreeMap<>()).containsKey(key);
    }

    void lock(String table, Fields row) {
        String lock = lock(table, postgres.key(table, row));
        Optional<Transaction> holder = postgres.holder(lock);
        if (holder.isEmpty()) {
            postgres.hold(lock, this);
            locks.add(lock);
        } else if (holder.get() != this) {
            throw new Blocked(lock);
        }
    }

    boolean isFree(String table, Fields row) {
        return postgres.holder(lock(table, postgres.key(table, row))).filter(other -> other != this).isEmpty();
    }

    private static String lock(String table, String key) {
        return table + '|' + key;
    }

    void write(String table, Fields old, Fields row) {
        touched.add(table);
        postgres.check(table, row, this);
        written.computeIfAbsent(table, any -> new TreeMap<>()).put(postgres.key(table, old), Optional.ofNullable(row));
    }

    void alone(String table) {
        if (postgres.open().stream().anyMatch(other -> other != this && other.touched.contains(table))) {
            throw new PgException("canceling statement due to lock timeout", "ERROR", "55P03", "");
        }
    }

    Map<String, TreeMap<String, Optional<Fields>>> written() {
        Map<String, TreeMap<String, Optional<Fields>>> copy = new HashMap<>();
        written.forEach((table, rows) -> copy.put(table, new TreeMap<>(rows)));
        return copy;
    }

    void backTo(Map<String, TreeMap<String, Optional<Fields>>> before) {
        written = before;
    }

    Set<String> locks() {
        return locks;
    }

    Optional<String> waitsFor() {
        return waitsFor;
    }

    void waitFor(Optional<String> lock) {
        waitsFor = lock;
    }

    boolean failed() {
        return failed;
    }

    void fail() {
        failed = true;
    }

    boolean committing() {
        return committing;
    }

    void beginCommit() {
        committing = true;
    }

    boolean over() {
        return over;
    }

    void end() {
        over = true;
    }
}
