package io.lastseen.metrics;

import java.time.Instant;
import java.util.Comparator;

/**
 * Something a visitor did that is a step of a funnel, or a page shown that is none.
 *
 * @param step from 0; -1 where it is none
 * @param at to the microsecond
 * @param view else a mark
 * @param n the session's number of the view, the recorder's of the mark
 * @param document the mark's; empty of views
 * @param enters it is a first step of those that are counted: in the period, in a session with the traits that are asked for
 */
record VisitorHit(int step, Instant at, boolean view, VisitorSession session, long n, String document, boolean enters) {
    static final int NO_STEP = -1;

    /** What happens at the same instant: views first, then by session and as the recorder numbered it. One that is two steps has one place. */
    static final Comparator<VisitorHit> IN_ORDER = Comparator.comparing(VisitorHit::at)
            .thenComparing(hit -> !hit.view())
            .thenComparing(hit -> hit.session().id())
            .thenComparing(VisitorHit::n)
            .thenComparing(VisitorHit::document);
}
