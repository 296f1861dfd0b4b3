package io.lastseen.engagement;

/** Whether a document is on a screen, and has ever been. Times are ms on the service's clock. */
final class Screen {
    private boolean seen;
    private boolean visible;
    private boolean frozen;
    private long hiddenAt = Page.NEVER;

    Screen(boolean visible) {
        this.visible = visible;
    }

    boolean seen() {
        return seen;
    }

    boolean visible() {
        return visible;
    }

    boolean frozen() {
        return frozen;
    }

    long hiddenAt() {
        return hiddenAt;
    }

    /** Whether it is visible, or had been until that long before {@code at}. */
    boolean on(long at, long withinMs) {
        return visible || at - hiddenAt <= withinMs;
    }

    void show(long at, boolean nowVisible) {
        if (visible && !nowVisible || !nowVisible && hiddenAt == Page.NEVER) {
            hiddenAt = at;
        }
        visible = nowVisible;
        if (nowVisible) {
            seen = true;
            frozen = false;
        }
    }

    void freeze(boolean nowFrozen) {
        frozen = nowFrozen;
    }

    /** Somebody is there; whoever types or points sees the page, unless it said that it was hidden. */
    void usedBy(Signal signal) {
        seen = true;
        visible |= hiddenAt == Page.NEVER && signal instanceof Signal.Input;
    }
}
