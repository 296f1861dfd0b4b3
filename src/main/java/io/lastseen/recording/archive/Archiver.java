package io.lastseen.recording.archive;

import io.lastseen.Workers;
import io.lastseen.recording.archive.ArchiveIndex.Document;
import io.lastseen.recording.archive.ArchiveQueue.Due;
import io.lastseen.recording.archive.ArchiveSource.Found;
import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectPutter;
import io.lastseen.recording.store.ObjectRemover;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Writes the next generation of a session's archive: object first, rows second. */
@ApplicationScoped
class Archiver {
    private static final Logger LOG = Logger.getLogger(Archiver.class);
    private final ArchiveSource source;
    private final ArchiveReader reader;
    private final ChunkBytes bytes;
    private final ArchiveNames names;
    private final ArchiveSwitch rows;
    private final ArchiveQueue queue;
    private final ObjectPutter putter;
    private final ObjectRemover remover;
    private final Workers workers;
    private final long largest;

    Archiver(ArchiveSource source, ArchiveReader reader, ChunkBytes bytes, ArchiveNames names, ArchiveSwitch rows, ArchiveQueue queue,
             ObjectPutter putter, ObjectRemover remover, Workers workers, ArchiveSettings settings) {
        this.source = source;
        this.reader = reader;
        this.bytes = bytes;
        this.names = names;
        this.rows = rows;
        this.queue = queue;
        this.putter = putter;
        this.remover = remover;
        this.workers = workers;
        this.largest = settings.largest();
    }

    /** Fails where bytes cannot be read or written; all stays as it was then, and the session stays due. */
    Uni<Void> archive(Due due) {
        return source.find(due.site(), due.id()).flatMap(found -> found.map(session -> archive(due, session)).orElseGet(() -> queue.done(due)));
    }

    private Uni<Void> archive(Due due, Found session) {
        return written(session).flatMap(written -> {
            ArchivePlan plan = ArchivePlan.of(written, session.rows(), session.revision(), session.erased(), session.anew());
            if (plan instanceof ArchivePlan.Write write) {
                if (write.bytes() > largest) {
                    LOG.warnf("The recording of session %s has %d bytes, more than lastseen.archive.largest: it stays in segments", due.id(), write.bytes());
                    return queue.done(due);
                }
                return write(due, session, written, write);
            }
            return rows.stays(due, written.orElseThrow().index().chunks(), session);
        });
    }

    private Uni<Optional<ArchivePlan.Written>> written(Found session) {
        return session.archive().map(place -> reader.index(place).map(index -> Optional.of(new ArchivePlan.Written(place.object(), index, place.revision()))))
            .orElse(Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Void> write(Due due, Found session, Optional<ArchivePlan.Written> written, ArchivePlan.Write plan) {
        ObjectName name = names.next(due.site(), due.id(), session.startedAt(), plan.generation());
        return Uni.combine().all().unis(bytes.sealed(plan.chunks()), record(due, session, written)).asTuple()
            .emitOn(workers)
            .map(read -> Archive.of(due.site(), due.id(), plan.generation(), documents(session, written),
                plan.chunks().stream().map(SourceChunk::chunk).toList(), read.getItem1(), read.getItem2()))
            .flatMap(archive -> putter.put(name, archive.content())
                .chain(() -> rows.to(due, name.value(), archive, session))
                .onFailure(Archiver::anotherWasFaster).recoverWithItem(false)
                // Not what was archived any more: erased perhaps, and then these bytes must go.
                .flatMap(switched -> switched ? Uni.createFrom().voidItem() : remover.remove(name)));
    }

    /** Those of the earlier generation too: late evidence may have taken a document out of the session, not its chunks. */
    private static List<Document> documents(Found session, Optional<ArchivePlan.Written> written) {
        return Stream.concat(session.documents().stream(), written.stream().flatMap(earlier -> earlier.index().documents().stream()))
            .distinct().toList();
    }

    private static boolean anotherWasFaster(Throwable failure) {
        return failure instanceof PgException refused && "23505".equals(refused.getSqlState());
    }

    private Uni<ArchiveRecord> record(Due due, Found session, Optional<ArchivePlan.Written> written) {
        Uni<ArchiveRecord> now = source.record(due.site(), due.id());
        return written.map(earlier -> Uni.combine().all().unis(now, reader.record(earlier.object(), earlier.index()))
            .with((rowsNow, before) -> rowsNow.withEvidenceOf(before, session.erased()))).orElse(now);
    }
}
