package io.lastseen.recording.check;

/**
 * What a check found.
 *
 * @param objects          segments, archives, kept contents and references that were read whole
 * @param rows             of chunks, archives and kept contents, and of documents that references belong to
 * @param rowsWithoutBytes rows whose object is gone, or does not reach as far as they say: acknowledged, and lost
 * @param bytesWithoutRows objects no row knows; harmless, removed when they are older than {@code lastseen.archive.grace}
 * @param damagedChunks    chunks, images and fonts whose bytes do not match their checksum, or their row's
 * @param damagedObjects   whose index cannot be read, so that a rebuild could not use them
 */
public record StoreReport(long objects, long rows, long rowsWithoutBytes, long bytesWithoutRows, long damagedChunks, long damagedObjects) {

    public boolean clean() {
        return rowsWithoutBytes == 0 && damagedChunks == 0 && damagedObjects == 0;
    }

    StoreReport plus(StoreReport other) {
        return new StoreReport(objects + other.objects, rows + other.rows, rowsWithoutBytes + other.rowsWithoutBytes,
            bytesWithoutRows + other.bytesWithoutRows, damagedChunks + other.damagedChunks, damagedObjects + other.damagedObjects);
    }

    static StoreReport empty() {
        return new StoreReport(0, 0, 0, 0, 0, 0);
    }
}
