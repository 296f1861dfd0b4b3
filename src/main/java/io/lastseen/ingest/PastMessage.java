package io.lastseen.ingest;

import io.lastseen.ingest.caller.Caller;
import java.time.Instant;

/** What came to the doors in the past, as it came over the wire. */
public sealed interface PastMessage {
    /** When it arrived, on the service's clock. */
    Instant at();

    /** A frame as its body was posted. */
    record Posted(Instant at, byte[] frame, Caller caller) implements PastMessage {
    }

    /** A message on a presence channel: a header, UTF-8 JSON. The first one of a channel names its number. */
    record Said(Instant at, byte[] header, Caller caller) implements PastMessage {
    }

    /** The channel that a document had then was dropped. @param how {@code fin}, {@code reset} or {@code timeout} */
    record Dropped(Instant at, String document, String how) implements PastMessage {
    }
}
