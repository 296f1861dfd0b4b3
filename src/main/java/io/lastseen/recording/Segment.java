package io.lastseen.recording;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * The bytes of one segment object, part after part, and where each chunk's payload lies in them. The parts are the arrays that
 * the chunks came in: a segment of 8 MiB is never copied together.
 *
 * @param payloadPositions in the order of the entries the segment was made of
 */
public record Segment(List<Buffer> parts, List<Integer> payloadPositions) {
}
