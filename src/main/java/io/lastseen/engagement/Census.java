package io.lastseen.engagement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Which of a visitor's tabs are there. Times are ms on the service's clock. */
record Census(boolean visible, boolean hidden, boolean attentive, List<Page> leaving, long hiddenSince, long lastGoneAt) {
    static Census of(Collection<Page> pages, long now) {
        boolean visible = false;
        boolean hidden = false;
        boolean attentive = false;
        List<Page> leaving = new ArrayList<>();
        long hiddenSince = Page.NEVER;
        long lastGoneAt = Page.NEVER;
        for (Page page : pages) {
            switch (page.presence(now)) {
                case VISIBLE -> {
                    visible = true;
                    attentive |= page.attentive(now);
                }
                case HIDDEN -> {
                    hidden = true;
                    attentive |= page.watching();
                    hiddenSince = Math.max(hiddenSince, page.hiddenAt());
                }
                case LEAVING -> {
                    leaving.add(page);
                    lastGoneAt = Math.max(lastGoneAt, page.goneAt());
                }
                default -> lastGoneAt = Math.max(lastGoneAt, page.goneAt());
            }
        }
        return new Census(visible, hidden, attentive, leaving, hiddenSince, lastGoneAt);
    }

    boolean anybody() {
        return visible || hidden;
    }

    long leavingUntil() {
        return leaving.stream().mapToLong(Page::leavingUntil).max().orElse(Page.NEVER);
    }

    /** When an absence is decided: who goes before that is waited for; what goes afterwards is a browser that is shut down. */
    long absentFrom(long due) {
        return leaving.stream().filter(page -> page.goneAt() < due).mapToLong(Page::leavingUntil).reduce(due, Math::max);
    }
}
