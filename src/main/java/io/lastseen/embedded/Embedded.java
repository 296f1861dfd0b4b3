package io.lastseen.embedded;

import java.nio.file.Path;
import java.util.Optional;

/** What one installation embeds: both, either or nothing. Starting and closing wait for each other, in any order. */
public final class Embedded implements AutoCloseable {

    private DataFolder folder;
    private EmbeddedPostgres postgres;
    private EmbeddedObjects objects;
    private boolean closed;

    /**
     * @param programs     where PostgreSQL's programs are unpacked to and found again
     * @param withDatabase whether PostgreSQL is to be embedded
     * @param withObjects  whether S3 is to be embedded
     * @throws EmbeddedFailure with one sentence for the operator; what had started by then is stopped by {@link #close}
     */
    public synchronized void start(Path data, Path programs, boolean withDatabase, boolean withObjects) {
        if (closed || !withDatabase && !withObjects) {
            return;
        }
        folder = DataFolder.open(data);
        if (withDatabase) {
            postgres = EmbeddedPostgres.start(folder, programs);
        }
        if (withObjects) {
            objects = EmbeddedObjects.start(folder);
        }
    }

    public synchronized Optional<DatabaseAddress> database() {
        return Optional.ofNullable(postgres).map(EmbeddedPostgres::address);
    }

    public synchronized Optional<ObjectsAddress> objects() {
        return Optional.ofNullable(objects).map(EmbeddedObjects::address);
    }

    /** Ends what runs and gives the folder back. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        if (objects != null) {
            objects.close();
            objects = null;
        }
        if (postgres != null) {
            postgres.close();
            postgres = null;
        }
        if (folder != null) {
            folder.close();
            folder = null;
        }
    }
}
