package io.lastseen.engagement;

import java.time.Instant;

/** Names the state a tab is in. */
final class Tabs {
    /** A proof this recent is somebody acting rather than reading, ms. */
    private static final long ACTING_MS = 15_000;

    private Tabs() { }

    static TabState state(Page page, long now) {
        return switch (page.presence(now)) {
            case GONE -> new TabState.Gone();
            case LEAVING -> new TabState.Leaving(page.departure().map(Departure::kind).orElse(ExitKind.DROP));
            case UNREACHABLE -> new TabState.Unreachable(Instant.ofEpochMilli(page.silentSince()));
            case HIDDEN -> !page.seen() ? new TabState.Unseen() : page.watching() ? new TabState.Attentive()
                : page.frozen() ? new TabState.Frozen() : new TabState.Hidden(Instant.ofEpochMilli(page.hiddenAt()));
            case VISIBLE -> page.proved(now, ACTING_MS) ? new TabState.Active() : page.attentive(now) ? new TabState.Attentive() : new TabState.Quiet();
        };
    }
}
