package io.lastseen.engagement;

import java.time.Instant;

/** Where a tab is, as far as its evidence tells. */
public sealed interface TabState {
    /** Prerendered or opened in the background: nobody has seen it. */
    record Unseen() implements TabState { }

    /** A person proved themselves within the last 15 seconds. */
    record Active() implements TabState { }

    /** On screen and within the time its text takes to read, or playing media that somebody started with sound. */
    record Attentive() implements TabState { }

    /** On screen, but without proof of a person for longer than its text takes to read. */
    record Quiet() implements TabState { }

    /** Off screen since then. */
    record Hidden(Instant since) implements TabState { }

    /** Off screen and stopped by the browser. */
    record Frozen() implements TabState { }

    /** Silent since then: asleep, offline or lost, which is not an end. */
    record Unreachable(Instant since) implements TabState { }

    /** Its document goes, and what follows is awaited. */
    record Leaving(ExitKind how) implements TabState { }

    /** Its document has gone. */
    record Gone() implements TabState { }
}
