package io.lastseen.recording;

import java.util.List;

/**
 * The bytes of one segment object and where each chunk's payload lies in them.
 *
 * @param payloadPositions in the order of the entries the segment was made of
 */
public record Segment(byte[] bytes, List<Integer> payloadPositions) {
}
