package io.lastseen.wire;

/**
 * A chunk's place in its document.
 *
 * @param sequence from 0
 * @param firstMs  first event, milliseconds since the document's origin
 * @param lastMs   last event, not before {@code firstMs}
 * @param keyframe the payload holds a full snapshot
 */
public record ChunkSpan(int sequence, long firstMs, long lastMs, boolean keyframe) {
}
