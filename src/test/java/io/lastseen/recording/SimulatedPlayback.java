package io.lastseen.recording;

import io.lastseen.recording.archive.ArchiveReader;
import io.lastseen.recording.store.ObjectStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Plays a session back as a player does: the manifest, then its bytes. */
public final class SimulatedPlayback {
    private final RecordingIndex index;
    private final RecordingReader reader;

    public SimulatedPlayback(Pool pool, ObjectStore store) {
        this.index = new RecordingIndex(pool, new ArchiveReader(store));
        this.reader = new RecordingReader(store);
    }

    public record Played(String document, int sequence, byte[] payload) {
    }

    /** In the order of playback; empty where there is no such session. Asks twice where an object has moved meanwhile. */
    public Uni<Optional<List<Played>>> play(String site, String session) {
        return Uni.createFrom().deferred(() -> index.find(site, session)).flatMap(found -> found.isEmpty() ? Uni.createFrom().item(Optional.<List<Played>>empty())
                : bytes(found.get()).map(bytes -> Optional.of(slices(found.get(), bytes))))
            .onFailure(RecordingReader.Moved.class).retry().atMost(1);
    }

    private Uni<byte[]> bytes(Recording recording) {
        return recording.bytes() == 0 ? Uni.createFrom().item(new byte[0]) : reader.read(recording, new ByteRange(0, recording.bytes() - 1));
    }

    private static List<Played> slices(Recording recording, byte[] bytes) {
        List<Played> played = new ArrayList<>();
        int at = 0;
        for (ChunkPlace chunk : recording.chunks()) {
            played.add(new Played(chunk.document(), chunk.sequence(), Arrays.copyOfRange(bytes, at, at + chunk.length())));
            at += chunk.length();
        }
        return played;
    }
}
