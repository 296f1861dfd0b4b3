package io.lastseen.engagement;

import java.time.Duration;

/** How a page went by an exit of its own, rather than by nobody looking any more. */
record Exits(Timings timings) {

    /** Said by itself, or by its connection that was closed from the other side. */
    boolean exited(Page page) {
        return page.departure().isPresent() || page.loss().filter(loss -> loss.closed() && loss.onScreen()).isPresent() && !tooLate(page);
    }

    /** A connection that is cut when the absence was already decided is a shutdown, not a visitor. */
    private boolean tooLate(Page page) {
        return page.loss().filter(loss -> loss.at() >= page.attentiveUntil() && loss.at() >= page.lastAttention() + timings.idle().toMillis()).isPresent();
    }

    /** When, on the service's clock, ms. */
    static long at(Page page) {
        return page.departure().map(Departure::at).orElseGet(() -> page.loss().orElseThrow().at());
    }

    static ExitKind kind(Page page) {
        return page.departure().map(Departure::kind)
            .orElseGet(() -> page.hints().kind(page.loss().orElseThrow().at()).filter(hint -> hint != ExitKind.SAME_SITE).orElse(ExitKind.DROP));
    }

    /** In which a return is the same session again. */
    Duration reopen(Page page) {
        ExitKind kind = kind(page);
        return kind == ExitKind.CLOSE || kind == ExitKind.DROP || kind == ExitKind.UNKNOWN && !page.departure().orElseThrow().persisted()
            ? timings.reopenClosed() : timings.reopenLeft();
    }
}
