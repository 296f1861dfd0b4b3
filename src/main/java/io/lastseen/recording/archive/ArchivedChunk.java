package io.lastseen.recording.archive;

import java.time.Instant;

/**
 * A chunk and where it lies in an object.
 *
 * @param codec        the wire's codec byte
 * @param position     of the sealed header in the object; the payload lies right behind it
 * @param length       of the payload
 * @param firstMs      first event, milliseconds since the document's origin
 * @param digest       SHA-256 over header and payload
 * @param receivedAt   the database's time
 */
public record ArchivedChunk(String document, int sequence, int codec, boolean keyframe, int position, int headerLength, int length,
                            long firstMs, long lastMs, Instant receivedAt, byte[] digest) {

    /** Bytes of header and payload. */
    public int sealedLength() {
        return headerLength + length;
    }

    public Key key() {
        return new Key(document, sequence);
    }

    ArchivedChunk at(int position) {
        return new ArchivedChunk(document, sequence, codec, keyframe, position, headerLength, length, firstMs, lastMs, receivedAt, digest);
    }

    /** What makes a chunk of a site the same chunk for ever. */
    public record Key(String document, int sequence) {
    }
}
