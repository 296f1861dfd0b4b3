package io.lastseen.engagement;

/** Whether a document is there. */
enum Presence {
    /** Reachable and on a screen. */
    VISIBLE,
    /** Reachable, off screen. */
    HIDDEN,
    /** Silent: asleep, offline or lost. */
    UNREACHABLE,
    /** Said goodbye or dropped a moment ago; what follows is awaited. */
    LEAVING,
    /** Not there any more. */
    GONE
}
