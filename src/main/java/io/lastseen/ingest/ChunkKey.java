package io.lastseen.ingest;

import java.util.Comparator;

/** What makes a chunk the same chunk for ever. */
record ChunkKey(String site, String document, int sequence) implements Comparable<ChunkKey> {
    private static final Comparator<ChunkKey> ORDER = Comparator.comparing(ChunkKey::site)
        .thenComparing(ChunkKey::document).thenComparingInt(ChunkKey::sequence);

    @Override
    public int compareTo(ChunkKey other) {
        return ORDER.compare(this, other);
    }
}
