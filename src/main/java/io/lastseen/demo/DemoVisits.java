package io.lastseen.demo;

import io.lastseen.ingest.PastBatch;
import io.lastseen.ingest.PastDoors;
import io.lastseen.ingest.PastMessage;
import io.lastseen.recording.asset.AssetKeeping;
import io.lastseen.recording.asset.Told;
import io.lastseen.session.PastDecisions;
import io.lastseen.site.Site;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets a visitor's past happen: what arrived is stored when it arrived, and decided when it was due then. All of one visitor is one
 * transaction, so that no decision of now sees half of it.
 */
@ApplicationScoped
class DemoVisits {
    /** The decision loop looks this often for who is due. */
    private static final Duration POLL = Duration.ofMillis(200);
    /** A decision is left out that the next message would have overtaken so soon: what it says is not seen by anybody. */
    private static final Duration OVERTAKEN = Duration.ofSeconds(10);
    private final PastDoors doors;
    private final PastDecisions decisions;
    private final AssetKeeping assets;
    private final Clock clock;
    private final Duration routine;

    DemoVisits(PastDoors doors, PastDecisions decisions, AssetKeeping assets, Clock clock,
               @ConfigProperty(name = "lastseen.commit.routine-decision", defaultValue = "5s") Duration routine) {
        this.doors = doors;
        this.decisions = decisions;
        this.assets = assets;
        this.clock = clock;
        this.routine = routine;
    }

    /** What one filling has in hand. @param brought contents that were brought before, by their names */
    record Filling(Site site, Recordings recordings, String origin, Set<String> brought) {
        Filling(Site site, Recordings recordings, String origin) {
            this(site, recordings, origin, new HashSet<>());
        }
    }

    /** The bytes: chunks and what pages showed. Outside of the transaction: without rows nobody sees them. */
    Uni<List<PastBatch>> store(Filling filling, Planned person) {
        List<Retold> visits = person.visits().stream().map(visit -> new Retold(person, visit, filling.origin())).toList();
        List<PastMessage> messages = visits.stream().flatMap(visit -> visit.messages().stream()).toList();
        return doors.store(filling.site().id(), messages).call(() -> Multi.createFrom().iterable(visits)
            .onItem().transformToIterable(Retold::shown)
            .onItem().transformToUniAndConcatenate(shown -> assets.keep(filling.site(), shown.document(), shown.entries().stream().map(told -> brought(filling, told)).toList()))
            .collect().last());
    }

    private static Told brought(Filling filling, Told told) {
        return told instanceof Told.Known known && filling.recordings().contents().containsKey(Recordings.name(known))
            && filling.brought().add(Recordings.name(known)) ? filling.recordings().brought(known) : told;
    }

    /** The rows, in the caller's transaction. */
    Uni<Void> happen(SqlConnection transaction, String site, Planned person, List<PastBatch> batches) {
        return decisions.meet(transaction, site, person.id(), person.firstSeenAt())
            .chain(() -> goOn(transaction, site, person, batches, 0, Optional.empty()));
    }

    /** @param due when the visitor is to be decided next */
    private Uni<Void> goOn(SqlConnection transaction, String site, Planned person, List<PastBatch> batches, int next, Optional<Instant> due) {
        Optional<Instant> arrives = next < batches.size() ? Optional.of(batches.get(next).at()) : Optional.empty();
        Optional<Instant> decided = due.map(at -> at.plus(POLL))
            .filter(at -> at.isBefore(arrives.map(arrival -> arrival.minus(OVERTAKEN)).orElse(clock.instant())));
        if (decided.isPresent()) {
            return decisions.decide(transaction, site, person.id(), decided.get())
                .flatMap(later -> goOn(transaction, site, person, batches, next, later));
        }
        if (arrives.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        PastBatch batch = batches.get(next);
        Optional<Instant> sooner = Stream.concat(due.stream(), batch.due(routine).stream()).min(Instant::compareTo);
        return doors.write(transaction, batch).chain(() -> goOn(transaction, site, person, batches, next + 1, sooner));
    }
}
