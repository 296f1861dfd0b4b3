package io.lastseen.recording;

/**
 * One chunk on its way into a segment.
 *
 * @param body         header and payload exactly as the recorder sealed them
 * @param headerLength bytes of {@code body} that are the header
 */
public record SegmentEntry(String site, String document, int sequence, int codec, byte[] body, int headerLength) {
}
