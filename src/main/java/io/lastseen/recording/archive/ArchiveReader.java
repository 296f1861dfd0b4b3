package io.lastseen.recording.archive;

import io.lastseen.recording.format.Checksums;
import io.lastseen.recording.format.UnreadableObject;
import io.lastseen.recording.format.UnreadableObject.Reason;
import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectReader;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads what stands in archives. */
@ApplicationScoped
public class ArchiveReader {
    private final ObjectReader objects;

    public ArchiveReader(ObjectReader objects) {
        this.objects = objects;
    }

    /**
     * An archive as PostgreSQL knows it.
     *
     * @param indexBytes of its end: index and trailer
     * @param revision   of the session that stands in it
     */
    public record Place(String object, long bytes, int indexBytes, int revision) {
    }

    /** Fails with {@link UnreadableObject} where it is damaged, and as {@link ObjectReader#get} does. */
    public Uni<ArchiveIndex> index(Place archive) {
        return objects.get(new ObjectName(archive.object()), archive.bytes() - archive.indexBytes(), archive.indexBytes())
            .map(tail -> ArchiveFormat.read(tail.getBytes(), archive.bytes()));
    }

    /** Fails as {@link #index} does. */
    public Uni<ArchiveRecord> record(String object, ArchiveIndex index) {
        return objects.get(new ObjectName(object), index.recordAt(), index.recordLength()).map(Buffer::getBytes).map(packed -> {
            if (Checksums.crc32c(packed) != index.recordCrc()) {
                throw new UnreadableObject(Reason.CHECKSUM, "The record of " + object + " does not match its checksum");
            }
            return ArchiveRecord.unpacked(packed);
        });
    }
}
