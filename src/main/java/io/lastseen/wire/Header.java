package io.lastseen.wire;

import java.util.List;
import java.util.Optional;

/**
 * What the service must know of a frame, sealed by the recorder.
 *
 * @param visitor  visitor id
 * @param tab      tab id
 * @param document document id
 * @param originMs the document's origin: client clock, Unix milliseconds
 * @param atMs     when the header was sealed, milliseconds since the origin (monotonic)
 * @param span     the chunk's place and time; empty for signals alone
 * @param channel  WebSocket only: number of the channel in its document, from 1; 0 elsewhere
 * @param signals  in the order sent; numbered by the recorder
 */
public record Header(String visitor, String tab, String document, long originMs, long atMs,
                     Optional<ChunkSpan> span, int channel, List<WireSignal> signals) {

    /** When the recorder sent this, on the client's clock in Unix milliseconds. */
    public long sentAtClientMs(long ageMs) {
        return originMs + atMs + ageMs;
    }
}
