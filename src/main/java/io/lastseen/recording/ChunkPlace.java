package io.lastseen.recording;

/**
 * Where a chunk of a recording lies, and what it spans.
 *
 * @param segment      object that holds it
 * @param position     of the payload in the object; the sealed header lies right before it
 * @param digest       SHA-256 over header and payload
 * @param firstMs      first event, milliseconds since the document's origin
 */
record ChunkPlace(String document, int sequence, String segment, int position, int length, int headerLength, int codec,
                  long firstMs, long lastMs, boolean keyframe, byte[] digest) {
}
