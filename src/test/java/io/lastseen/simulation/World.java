package io.lastseen.simulation;

import io.lastseen.ingest.SimulatedDoor;
import io.lastseen.ingest.SimulatedIngestStatements;
import io.lastseen.recording.SimulatedPlaybackStatements;
import io.lastseen.recording.archive.SimulatedArchiveStatements;
import io.lastseen.recording.archive.SimulatedArchiver;
import io.lastseen.recording.erasure.SimulatedErasureStatements;
import io.lastseen.recording.rebuild.SimulatedRebuild;
import io.lastseen.recording.rebuild.SimulatedRebuildStatements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/** Replicas, stores and recorders of one seed, what befalls them, and what is held against the promise. */
final class World {
    static final String SITE = "site_one";
    private static final Duration LIVELY = Duration.ofMinutes(15);
    /** Between rounds while it is lively, and later. */
    private static final Duration TICK = Duration.ofSeconds(30);
    private static final Duration SLOW_TICK = Duration.ofMinutes(100);
    private static final Duration TROUBLED = Duration.ofHours(62);
    /** Silence of pages, then grace of objects, twice, and some sweeps. */
    private static final Duration SETTLING = Duration.ofHours(185);
    private final Random random;
    private final VirtualTime time;
    private final Faults faults;
    private final SimulatedPostgres postgres;
    private final SimulatedObjects objects;
    private final Plan plan;
    private final Ledger ledger;
    private final List<Replica> replicas = new ArrayList<>();
    private Optional<BrokenPromise> broken = Optional.empty();
    private boolean rebuilding;

    World(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        time = new VirtualTime(random);
        faults = new Faults(random, random.nextInt(4) * 0.03);
        objects = new SimulatedObjects(time, random, faults);
        plan = new Plan(random, time.instant());
        postgres = new SimulatedPostgres(time, statements(plan), Tables.KEYS);
        ledger = new Ledger(plan, postgres, objects);
    }

    static Statements statements(Plan plan) {
        Statements statements = new Statements().on(Decisions.SQL, new Decisions(plan.visits()));
        SimulatedIngestStatements.in(statements);
        SimulatedArchiveStatements.in(statements);
        SimulatedErasureStatements.in(statements);
        SimulatedRebuildStatements.in(statements);
        return SimulatedPlaybackStatements.in(statements);
    }

    /** Lives through all of it; fails where the promise is broken. */
    void live() {
        Instant beginning = time.instant();
        prepare(postgres, time);
        start();
        start();
        plan.chunks().forEach(this::record);
        every(Duration.ofSeconds(15), LIVELY, this::decide);
        every(TICK, LIVELY, () -> everyReplica(this::work));
        every(SLOW_TICK, SETTLING, () -> {
            decide();
            everyReplica(this::work);
        });
        every(Duration.ofHours(4), SETTLING, () -> everyReplica(replica -> run(replica, one -> one.archiver().sweep())));
        every(Duration.ofHours(11), SETTLING, () -> any(replica -> run(replica, one -> one.door().makePartitions()
            .chain(() -> one.door().dropOldPartitions(SimulatedArchiver.SETTINGS)))));
        happen(3, LIVELY, this::kill);
        happen(1, TROUBLED, this::kill);
        happen(2, LIVELY, () -> crash(objects::crash));
        happen(2, LIVELY, () -> crash(postgres::crash));
        happen(6, LIVELY, () -> any(this::play));
        happen(8, TROUBLED, () -> {
            any(this::work);
            any(this::play);
        });
        plan.visits().forEach(this::perhapsErase);
        if (random.nextInt(4) == 0) {
            // often soon after something was erased, when its bytes are there still
            int when = random.nextInt(3);
            goOnUntil(beginning.plusMillis(random.nextLong((when == 0 ? TROUBLED : LIVELY).toMillis())));
            for (int i = 0; when == 2 && i < 40 && !ledger.hasFreshErasure(); i++) {
                goOnUntil(time.instant().plus(TICK));
            }
            rebuild();
        }
        goOnUntil(beginning.plus(TROUBLED));
        faults.rest();
        goOnUntil(beginning.plus(SETTLING));
        any(this::readAll);
        ledger.settled(replicas);
    }

    /** Throws what was found meanwhile. */
    private void goOnUntil(Instant end) {
        time.runUntil(end);
        broken.ifPresent(found -> {
            throw found;
        });
    }

    /** In a callback, where an error that is thrown reaches nobody. */
    private void held(Runnable check) {
        try {
            check.run();
        } catch (BrokenPromise found) {
            broken = Optional.of(broken.orElse(found));
        }
    }

    private static void prepare(SimulatedPostgres postgres, VirtualTime time) {
        LocalDate today = LocalDate.ofInstant(time.instant(), time.getZone());
        for (int day = -1; day < 8; day++) {
            postgres.makePartition(today.plusDays(day));
        }
        postgres.put("turn", Fields.of("task", "sweep", "until", Sql.ALWAYS));
    }

    private void start() {
        replicas.add(Replica.start(time, random, postgres, objects, faults));
    }

    /** One that runs, if there is one. */
    private void any(Consumer<Replica> work) {
        if (!replicas.isEmpty()) {
            work.accept(replicas.get(random.nextInt(replicas.size())));
        }
    }

    private void everyReplica(Consumer<Replica> work) {
        List.copyOf(replicas).forEach(replica -> time.within(Duration.ofMillis(200), () -> work.accept(replica)));
    }

    private void every(Duration period, Duration until, Runnable work) {
        for (Duration at = period; at.compareTo(until) < 0; at = at.plus(period)) {
            time.after(at, work);
        }
    }

    /** Up to so often, at any time; half of the times just when others are at work, so that they meet. */
    private void happen(int most, Duration until, Runnable what) {
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            Duration at = Duration.ofMillis(random.nextLong(until.toMillis()));
            if (random.nextBoolean()) {
                Duration period = until.equals(LIVELY) ? TICK : SLOW_TICK;
                at = period.multipliedBy(Math.max(1, at.dividedBy(period))).plusMillis(random.nextInt(300));
            }
            time.after(at, what);
        }
    }

    private void kill() {
        if (!rebuilding) {
            any(this::kill);
            time.within(Duration.ofSeconds(20), () -> {
                if (!rebuilding) {
                    start();
                }
            });
        }
    }

    private void crash(Consumer<Duration> store) {
        if (!rebuilding) {
            Trace.tell(time, () -> "a store crashes");
            store.accept(Duration.ofMillis(random.nextInt(20_000)));
        }
    }

    private void kill(Replica killed) {
        Trace.tell(time, () -> "a replica is killed");
        killed.program().kill();
        postgres.disconnect(killed.program(), Duration.ofSeconds(random.nextInt(2) * 29 + 1L));
        replicas.remove(killed);
    }

    // What a replica does by itself

    private void run(Replica replica, Function<Replica, Uni<Void>> work) {
        replica.program().execute(() -> work.apply(replica).subscribe().with(done -> { }, failure -> held(() -> ledger.failed(failure))));
    }

    private void work(Replica replica) {
        run(replica, one -> one.archiver().round());
        run(replica, one -> one.eraser().round());
    }

    private void decide() {
        plan.visits().stream().map(Visit::visitor).distinct().forEach(visitor -> any(replica ->
            run(replica, one -> one.pool().preparedQuery(Decisions.SQL).execute(Tuple.of(SITE, visitor)).replaceWithVoid())));
    }

    // Recorders

    /** Sent as soon as it is sealed, or kept by the browser for hours. */
    private void record(Chunk chunk) {
        boolean kept = !chunk.page().orderly() && random.nextInt(6) == 0 && !plan.sharesLater(chunk) && !plan.isRivalled(chunk);
        Duration later = kept ? Duration.ofMillis(random.nextLong(Duration.ofHours(60).toMillis())) : Duration.ZERO;
        time.after(Duration.between(time.instant(), chunk.sealed()).plus(later), () -> send(chunk, 0));
    }

    private void send(Chunk chunk, int tries) {
        if (chunk.over()) {
            return;
        }
        if (chunk.page().orderly() && ledger.unsentBefore(chunk)) {
            time.after(Duration.ofSeconds(2), () -> send(chunk, tries));
            return;
        }
        int copies = random.nextInt(8) == 0 ? 2 + random.nextInt(2) : 1;
        for (int i = 0; i < copies; i++) {
            any(replica -> carry(chunk, replica));
        }
        time.after(Duration.ofMillis(Math.min(60_000, 3_000L << Math.min(tries, 5)) + random.nextInt(2_000)), () -> send(chunk, tries + 1));
    }

    /** The network: loses what it likes, there and back, and takes its time. */
    private void carry(Chunk chunk, Replica replica) {
        boolean erasedBefore = ledger.isErased(chunk);
        if (faults.next() == Faults.Fault.LOST) {
            return;
        }
        byte[] frame = chunk.frame(time.instant());
        time.within(Duration.ofMillis(80), () -> replica.program().execute(() -> replica.door().receive(SITE, frame, reply -> {
            boolean lost = faults.next() == Faults.Fault.LOST;
            held(() -> ledger.answered(chunk, reply, erasedBefore));
            if (!lost) {
                time.within(Duration.ofMillis(80), () -> told(chunk, reply));
            }
        })));
    }

    private void told(Chunk chunk, SimulatedDoor.Reply reply) {
        Trace.tell(time, () -> "chunk " + chunk.key() + " is told " + reply);
        if (reply == SimulatedDoor.Reply.STORED) {
            chunk.acknowledge();
        } else if (reply != SimulatedDoor.Reply.COME_AGAIN) {
            chunk.giveUp();
        }
    }

    // People

    private void play(Replica replica) {
        Visit visit = plan.visits().get(random.nextInt(plan.visits().size()));
        if (ledger.isShown(visit)) {
            Ledger.Expected expected = ledger.expected(visit);
            replica.program().execute(() -> replica.playback().play(SITE, visit.id()).subscribe()
                .with(played -> held(() -> ledger.played(visit, expected, played)), failure -> held(() -> ledger.notPlayed(visit, failure))));
        }
    }

    private void readAll(Replica replica) {
        for (Visit visit : plan.visits()) {
            if (ledger.isShown(visit)) {
                Ledger.Expected expected = ledger.expected(visit);
                boolean[] read = {false};
                replica.program().execute(() -> replica.playback().play(SITE, visit.id()).subscribe().with(played -> {
                    read[0] = true;
                    held(() -> ledger.played(visit, expected, played));
                }, failure -> held(() -> {
                    throw new BrokenPromise("session " + visit.id() + " cannot be played: " + failure, failure);
                })));
                goOnUntil(time.instant().plusSeconds(10));
                BrokenPromise.unless(read[0], "session " + visit.id() + " is never played");
            }
        }
    }

    private void perhapsErase(Visit visit) {
        if (random.nextInt(3) == 0) {
            boolean whole = random.nextInt(3) == 0;
            switch (random.nextInt(3)) {
                case 0 -> happen(1, TROUBLED, () -> erase(visit, whole));
                case 1 -> happen(1, LIVELY, () -> erase(visit, whole));
                default -> {
                    // just when a session of the same visitor is archived
                    List<Visit> same = plan.visits().stream().filter(other -> other.visitor().equals(visit.visitor())).toList();
                    Instant archived = same.get(random.nextInt(same.size())).finalAt().plus(SimulatedArchiver.SETTINGS.after());
                    long tick = Duration.between(time.instant(), archived).dividedBy(TICK) + 1 + random.nextInt(2);
                    time.after(TICK.multipliedBy(tick).plusMillis(random.nextInt(300)), () -> erase(visit, whole));
                }
            }
        }
    }

    /** Asked again until it is accepted, as a person would. */
    private void erase(Visit visit, boolean visitor) {
        if (ledger.hasRow(visit)) {
            time.after(Duration.ofSeconds(40), () -> {
                if (!ledger.isErased(visit)) {
                    erase(visit, visitor);
                }
            });
            any(replica -> replica.program().execute(() -> (visitor ? replica.eraser().visitor(SITE, visit.visitor()) : replica.eraser().session(SITE, visit.id()))
                .subscribe().with(accepted -> ledger.erased(visit, visitor, time.instant()), failure -> held(() -> ledger.failed(failure)))));
        }
    }

    /** PostgreSQL is lost as a whole, and comes back from the store alone. */
    private void rebuild() {
        faults.rest();
        while (ledger.waitsForTombstone()) {
            goOnUntil(time.instant().plus(Duration.ofMinutes(10)));
        }
        rebuilding = true;
        List.copyOf(replicas).forEach(this::kill);
        goOnUntil(time.instant().plus(Duration.ofMinutes(2)));
        postgres.lose();
        prepare(postgres, time);
        Replica restoring = Replica.start(time, random, postgres, objects, faults);
        boolean[] done = {false};
        restoring.program().execute(() -> SimulatedRebuild.of(restoring.pool(), restoring.store(), restoring.door().restorer(), time).subscribe().with(
            rebuilt -> done[0] = true, failure -> held(() -> {
                throw new BrokenPromise("The rebuild failed: " + failure, failure);
            })));
        goOnUntil(time.instant().plus(Duration.ofMinutes(2)));
        BrokenPromise.unless(done[0], "The rebuild does not end");
        Trace.tell(time, () -> "all is rebuilt");
        ledger.isRebuilt();
        start();
        start();
        decide();
        goOnUntil(time.instant().plus(Duration.ofSeconds(30)));
        any(this::readAll);
        rebuilding = false;
        faults.goOn();
    }
}
