package io.lastseen.recording;

import io.lastseen.problem.Problem;
import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectReader;
import io.lastseen.recording.store.StoreException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jboss.logging.Logger;

/** Fetches a recording's bytes out of its segments. Every chunk is checked against its digest: never wrong bytes. */
@ApplicationScoped
class RecordingReader {
    private static final Logger LOG = Logger.getLogger(RecordingReader.class);
    private static final int AT_ONCE = 8;
    private final ObjectReader objects;

    RecordingReader(ObjectReader objects) {
        this.objects = objects;
    }

    /** What of one chunk's payload is asked for, {@code to} not included, and where in the answer it belongs. */
    private record Slice(ChunkPlace chunk, int from, int to, int at) {
    }

    /** Fails with a 502 where a chunk in the range is damaged or gone; others can still be had one by one. */
    Uni<byte[]> read(Recording recording, ByteRange range) {
        byte[] whole = new byte[(int) range.length()];
        return Multi.createFrom().iterable(slices(recording, range))
            .onItem().transformToUni(slice -> read(slice)
                .invoke(bytes -> System.arraycopy(bytes, 0, whole, slice.at(), bytes.length)))
            .merge(AT_ONCE)
            .collect().last().replaceWith(whole);
    }

    private static List<Slice> slices(Recording recording, ByteRange range) {
        List<Slice> slices = new ArrayList<>();
        long offset = 0;
        for (ChunkPlace chunk : recording.chunks()) {
            long end = offset + chunk.length();
            if (end > range.first() && offset <= range.last()) {
                int from = (int) Math.max(0, range.first() - offset);
                int to = (int) (Math.min(end, range.last() + 1) - offset);
                slices.add(new Slice(chunk, from, to, (int) (offset + from - range.first())));
            }
            offset = end;
        }
        return slices;
    }

    private Uni<byte[]> read(Slice slice) {
        ChunkPlace chunk = slice.chunk();
        int sealed = chunk.headerLength() + chunk.length();
        return objects.get(new ObjectName(chunk.segment()), chunk.position() - chunk.headerLength(), sealed).map(Buffer::getBytes)
            .onFailure(StoreException.NoSuchObject.class).transform(gone -> new Moved(damaged(chunk, gone.toString())))
            .onFailure(failure -> !(failure instanceof Moved)).transform(failure -> damaged(chunk, failure.toString()))
            .map(bytes -> {
                if (bytes.length != sealed || !MessageDigest.isEqual(sha256(bytes), chunk.digest())) {
                    throw damaged(chunk, "its bytes do not match their digest");
                }
                return Arrays.copyOfRange(bytes, chunk.headerLength() + slice.from(), chunk.headerLength() + slice.to());
            });
    }

    /** The object is gone: it may have been rewritten since its rows were read. The cause is what to say where it was not. */
    static final class Moved extends RuntimeException {
        Moved(RuntimeException otherwise) {
            super(otherwise);
        }

        RuntimeException otherwise() {
            return (RuntimeException) getCause();
        }
    }

    private static RuntimeException damaged(ChunkPlace chunk, String why) {
        LOG.errorf("Chunk %d of document %s in %s cannot be read: %s", chunk.sequence(), chunk.document(), chunk.segment(), why);
        return Problem.of(502, "Chunk " + chunk.sequence() + " of document " + chunk.document()
            + " cannot be read from the object store. Leave it out of the range to play the rest.").asException();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
