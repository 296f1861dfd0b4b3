package io.lastseen.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.ingest.SimulatedDoor;
import io.lastseen.recording.SimulatedPlayback.Played;
import io.lastseen.recording.archive.SimulatedArchiver;
import io.lastseen.recording.rebuild.SimulatedRebuild;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The same work done over PostgreSQL and over the simulated index, step by step; after each both have the same rows and gave the same answers. */
final class Lockstep {
    private static final List<String> DECIDED = List.of("visitor", "session", "session_document", "verdict", "due", "archive_due");
    private static final Duration[] PASSING = {Duration.ofSeconds(7), Duration.ofMinutes(2), Duration.ofMinutes(130), Duration.ofHours(29), Duration.ofHours(50)};
    private final Random random;
    private final VirtualTime time;
    private final RealTables real;
    private final SimulatedPostgres simulated;
    private final Plan plan;
    private final Replica overReal;
    private final Replica overSimulated;
    private final MemoryObjects realObjects;
    private final MemoryObjects simulatedObjects;

    Lockstep(long seed, Function<VirtualTime, RealTables> tables) {
        random = new Random(seed);
        time = VirtualTime.still(random);
        plan = new Plan(random, time.instant());
        simulated = new SimulatedPostgres(time, World.statements(plan), Tables.KEYS);
        real = tables.apply(time);
        realObjects = new MemoryObjects(time);
        simulatedObjects = new MemoryObjects(time);
        long names = random.nextLong();
        overReal = Replica.plain(time, new Random(names), new Driven(time), real.pool(), realObjects);
        Program program = new Program(time);
        overSimulated = Replica.plain(time, new Random(names), program, simulated.seenBy(program, new Faults(random, 0)), simulatedObjects);
    }

    void go(int steps) {
        lose();
        for (int i = 0; i < steps; i++) {
            real.tellTime();
            String done = step();
            compare("step " + i + ", " + done);
        }
        lose();
        both(replica -> SimulatedRebuild.of(replica.pool(), replica.store(), replica.door().restorer(), time));
        compare("a rebuild");
        real.close();
    }

    private void lose() {
        real.lose();
        real.tellTime();
        simulated.lose();
        time.runFor(Duration.ZERO);
        simulated.put("turn", Fields.of("task", "sweep", "until", Sql.ALWAYS));
        both(replica -> replica.door().makePartitions());
    }

    private String step() {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
                send();
                return "chunks";
            }
            case 3 -> {
                plan.visits().stream().map(Visit::visitor).distinct().forEach(this::decide);
                return "decisions";
            }
            case 4, 5 -> {
                both(replica -> replica.archiver().round());
                return "a round of archiving";
            }
            case 6 -> {
                both(replica -> replica.archiver().sweep());
                both(replica -> replica.door().makePartitions().chain(() -> replica.door().dropOldPartitions(SimulatedArchiver.SETTINGS)));
                return "a sweep";
            }
            case 7 -> {
                return erase();
            }
            case 8 -> {
                both(replica -> replica.eraser().round());
                plan.visits().forEach(visit -> both(replica -> replica.playback().play(World.SITE, visit.id()).map(Lockstep::told)
                    .onFailure().recoverWithItem(Throwable::toString)));
                return "a round of erasing, and playback";
            }
            default -> {
                time.runFor(PASSING[random.nextInt(PASSING.length)]);
                real.tellTime();
                return "time";
            }
        }
    }

    private static String told(Optional<List<Played>> played) {
        return played.map(all -> all.stream().map(one -> one.document() + ' ' + one.sequence() + ' ' + new String(one.payload())).toList()).toString();
    }

    private void send() {
        List<byte[]> frames = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            Chunk chunk = plan.chunks().get(random.nextInt(plan.chunks().size()));
            Chunk sent = random.nextInt(9) > 0 ? chunk : new Chunk(chunk.page(), chunk.sequence(), chunk.firstMs(), chunk.lastMs(), "other bytes");
            if (!sent.sealed().isAfter(time.instant())) {
                frames.add(sent.frame(time.instant()));
            }
        }
        both(replica -> {
            List<Uni<SimulatedDoor.Reply>> replies = new ArrayList<>();
            for (byte[] frame : frames) {
                CompletableFuture<SimulatedDoor.Reply> reply = new CompletableFuture<>();
                replica.door().receive(World.SITE, frame, reply::complete);
                replies.add(Uni.createFrom().completionStage(reply));
            }
            return replies.isEmpty() ? Uni.createFrom().item(List.of()) : Uni.join().all(replies).andFailFast();
        });
    }

    private String erase() {
        List<Fields> sessions = simulated.rows("session").stream().filter(row -> row.lacks("erased_at")).toList();
        if (sessions.isEmpty() || random.nextInt(3) > 0) {
            return "no erasure";
        }
        Fields session = sessions.get(random.nextInt(sessions.size()));
        boolean visitor = random.nextBoolean();
        both(replica -> visitor ? replica.eraser().visitor(World.SITE, session.text("visitor_id")) : replica.eraser().session(World.SITE, session.text("id")));
        return visitor ? "erasure of a visitor" : "erasure of a session";
    }

    /** Decides over the simulated index, and takes what was decided over to PostgreSQL. */
    private void decide(String visitor) {
        Map<String, List<Fields>> before = new HashMap<>();
        DECIDED.forEach(table -> before.put(table, simulated.rows(table)));
        overSimulated(replica -> replica.pool().preparedQuery(Decisions.SQL).execute(Tuple.of(World.SITE, visitor)));
        for (String table : DECIDED) {
            List<Fields> after = simulated.rows(table);
            real.write(table, before.get(table).stream().filter(row -> !after.contains(row)).toList(),
                after.stream().filter(row -> !before.get(table).contains(row)).toList());
        }
    }

    private <T> void both(Function<Replica, Uni<T>> work) {
        String expected = String.valueOf(((Driven) overReal.program()).await(Uni.createFrom().deferred(() -> work.apply(overReal))));
        assertThat(String.valueOf(overSimulated(work))).isEqualTo(expected);
    }

    private <T> T overSimulated(Function<Replica, Uni<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        overSimulated.program().execute(() -> work.apply(overSimulated).subscribe().with(result::complete, result::completeExceptionally));
        time.runFor(Duration.ZERO);
        assertThat(result).as("all is done at once").isDone();
        return result.join();
    }

    private void compare(String after) {
        Map<String, String> realNames = new HashMap<>();
        Map<String, String> simulatedNames = new HashMap<>();
        name(realNames, real.rows("chunk"));
        name(simulatedNames, simulated.rows("chunk").stream().map(Sql::json).toList());
        for (String table : Tables.KEYS.keySet()) {
            List<Fields> rows = simulated.rows(table);
            TreeSet<String> columns = new TreeSet<>();
            rows.forEach(row -> columns.addAll(row.columns().keySet()));
            // The record in an archive has all columns over PostgreSQL, and those that matter over the simulation.
            columns.remove("object_bytes");
            assertThat(texts(rows.stream().map(Sql::json).toList(), columns, simulatedNames)).as(table + " after " + after)
                .isEqualTo(texts(real.rows(table), columns, realNames));
        }
        assertThat(simulatedObjects.count()).as("objects after " + after).isEqualTo(realObjects.count());
    }

    /** Which of two segments that are written at once gets which name is left to chance: what is in it names it. */
    private static void name(Map<String, String> names, List<JsonObject> chunks) {
        Map<String, TreeSet<String>> held = new TreeMap<>();
        chunks.forEach(row -> held.computeIfAbsent(row.getString("segment"), any -> new TreeSet<>()).add(row.getString("document_id") + row.getInteger("sequence")));
        held.forEach((segment, keys) -> names.put(segment, keys.toString()));
    }

    private static List<String> texts(List<JsonObject> rows, TreeSet<String> columns, Map<String, String> names) {
        return rows.stream().map(row -> {
            Map<String, Object> told = new TreeMap<>();
            columns.forEach(column -> told.put(column, told(row.getValue(column), names)));
            return told.toString();
        }).sorted().toList();
    }

    private static String told(Object value, Map<String, String> names) {
        if (value instanceof JsonObject json) {
            return told(json.getMap(), names);
        }
        if (value instanceof JsonArray json) {
            return told(json.getList(), names);
        }
        if (value instanceof Map<?, ?> json) {
            Map<String, String> members = new TreeMap<>();
            json.forEach((name, member) -> members.put((String) name, told(member, names)));
            return members.toString();
        }
        if (value instanceof List<?> json) {
            // PostgreSQL aggregates in the order it likes
            return json.stream().map(member -> told(member, names)).sorted().toList().toString();
        }
        String text = String.valueOf(value);
        if (text.equals(Sql.ALWAYS.toString())) {
            return "-infinity";
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toString();
        } catch (DateTimeParseException noTime) {
            // of two sessions that are due at the same instant either is archived first, and gets the first name
            return names.getOrDefault(text, text.replaceAll("(archives/\\S+/\\d+)-\\S{22}", "$1"));
        }
    }
}
