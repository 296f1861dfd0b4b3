package io.lastseen.ingest;

/**
 * @param codec   the wire's codec byte
 * @param firstMs first event, milliseconds since the document's origin
 * @param digest  SHA-256 over {@code body}
 * @param body    header and payload as sealed
 */
record ArrivingChunk(int sequence, int codec, long firstMs, long lastMs, boolean keyframe, byte[] digest, byte[] body,
                     int headerLength) {
}
