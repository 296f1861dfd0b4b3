package io.lastseen.ingest;

import io.lastseen.engagement.Timings;
import io.lastseen.recording.archive.ArchiveSettings;
import io.lastseen.recording.erasure.ErasureSettings;
import io.lastseen.recording.store.ObjectStoreSettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How long what arrived may be under way into the stores. Object and rows are tried for {@code lastseen.commit.deadline} each, one
 * after the other; a try that begins at its end may take as long as the object store, or PostgreSQL, may keep somebody waiting.
 * Whoever removes or rewrites objects waits longer: a row that is written afterwards would point to nothing.
 */
@ApplicationScoped
class LongestCommit {

    LongestCommit(CommitSettings commit, ObjectStoreSettings objects, ArchiveSettings archive, ErasureSettings erasure,
                  @ConfigProperty(name = "lastseen.database.connection.longest-silence", defaultValue = "30s") Duration silence) {
        check(commit.deadline(), objects.timeout(), silence, archive.grace(), erasure.secondLook());
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent starting) {}

    /** @throws IllegalArgumentException with one sentence that begins with the setting that is too short */
    static void check(Duration deadline, Duration objectTry, Duration rowsTry, Duration grace, Duration secondLook) {
        Duration rows = deadline.plus(rowsTry);
        if (grace.compareTo(rows) < 0) {
            throw new IllegalArgumentException("lastseen.archive.grace is " + Timings.written(grace) + ", but must be at least " + Timings.written(rows)
                + ", because rows may be that much later than their object: lastseen.commit.deadline (" + Timings.written(deadline)
                + ") and lastseen.database.connection.longest-silence (" + Timings.written(rowsTry) + ")");
        }
        Duration all = rows.plus(deadline).plus(objectTry);
        if (secondLook.compareTo(all) < 0) {
            throw new IllegalArgumentException("lastseen.erasure.second-look is " + Timings.written(secondLook) + ", but must be at least "
                + Timings.written(all) + ", because storing may take that long: twice lastseen.commit.deadline (" + Timings.written(deadline)
                + "), lastseen.objects.timeout (" + Timings.written(objectTry) + ") and lastseen.database.connection.longest-silence ("
                + Timings.written(rowsTry) + ")");
        }
    }
}
