package io.lastseen.wire;

/**
 * One message of a recorder.
 *
 * @param codec      how the payload is packed; {@link Codec#NONE} exactly if there is no payload
 * @param unloading  sent while its page unloaded
 * @param buffered   kept by the browser over a page, a reload or a time offline, so its arrival says nothing about now
 * @param ageMs      milliseconds between sealing and this sending, on the recorder's monotonic clock
 * @param header     the sealed header
 * @param body       header and payload as received; the digest of a chunk is taken over exactly these bytes
 * @param headerLength  bytes of {@code body} that are the header; the rest is payload
 */
public record Frame(Codec codec, boolean unloading, boolean buffered, long ageMs, Header header,
                    byte[] body, int headerLength) {

    /** A chunk has a payload and takes a place in its document's sequence; other frames carry signals alone. */
    public boolean isChunk() {
        return codec != Codec.NONE;
    }

    public int payloadLength() {
        return body.length - headerLength;
    }
}
