package io.lastseen.recording.archive;

import io.lastseen.Workers;
import io.lastseen.recording.format.Checksums;
import io.lastseen.recording.format.UnreadableObject;
import io.lastseen.recording.format.UnreadableObject.Reason;
import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectReader;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Reads chunks as they were sealed, and compares each with its digest: never wrong bytes. */
@ApplicationScoped
public class ChunkBytes {
    private static final int AT_ONCE = 8;
    /** So that a request to the store is neither tiny nor holds much: chunks that lie side by side are read together. */
    private static final int READ_TOGETHER = 4 * 1024 * 1024;
    private final ObjectReader objects;
    private final Workers workers;

    public ChunkBytes(ObjectReader objects, Workers workers) {
        this.objects = objects;
        this.workers = workers;
    }

    /** Chunks that lie side by side in one object, {@code [from, to)} of those asked for. */
    record Run(int from, int to, int position, int length) {
    }

    /**
     * Header and payload of each, in the order asked for. Fails with {@link UnreadableObject} where one is damaged, and as
     * {@link ObjectReader#get} does.
     */
    public Uni<List<Buffer>> sealed(List<SourceChunk> chunks) {
        Buffer[] sealed = new Buffer[chunks.size()];
        return Multi.createFrom().iterable(runs(chunks))
            .onItem().transformToUni(run -> objects.get(new ObjectName(chunks.get(run.from()).object()), run.position(), run.length())
                .emitOn(workers)
                .invoke(bytes -> take(chunks, run, bytes, sealed)))
            .merge(AT_ONCE).collect().last().replaceWith(() -> List.of(sealed));
    }

    static List<Run> runs(List<SourceChunk> chunks) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            ArchivedChunk chunk = chunks.get(i).chunk();
            Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && chunks.get(i).object().equals(chunks.get(last.from()).object())
                && chunk.position() == last.position() + last.length() && last.length() + chunk.sealedLength() <= READ_TOGETHER) {
                runs.set(runs.size() - 1, new Run(last.from(), i + 1, last.position(), last.length() + chunk.sealedLength()));
            } else {
                runs.add(new Run(i, i + 1, chunk.position(), chunk.sealedLength()));
            }
        }
        return runs;
    }

    private static void take(List<SourceChunk> chunks, Run run, Buffer bytes, Buffer[] sealed) {
        int at = 0;
        for (int i = run.from(); i < run.to(); i++) {
            ArchivedChunk chunk = chunks.get(i).chunk();
            Buffer one = bytes.slice(at, at + chunk.sealedLength());
            if (!MessageDigest.isEqual(Checksums.sha256(one.getBytes()), chunk.digest())) {
                throw new UnreadableObject(Reason.CHECKSUM, "Chunk " + chunk.sequence() + " of document " + chunk.document() + " in "
                    + chunks.get(i).object() + " does not match its digest");
            }
            sealed[i] = one;
            at += chunk.sealedLength();
        }
    }
}
