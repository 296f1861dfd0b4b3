package io.lastseen.recording;

/**
 * A chunk as its segment's index tells it.
 *
 * @param position     of the sealed header in the object
 * @param headerLength bytes of the header; the payload lies right behind it
 * @param length       of header and payload
 * @param crc32c       over header and payload
 */
public record IndexedChunk(String site, String document, int sequence, int codec, int position, int headerLength, int length,
                           int crc32c) {
}
