package io.lastseen.session;

import java.util.List;

/** For tests in which nobody counts. */
public final class UncountedSessions {

    private UncountedSessions() {
    }

    public static SessionCounting counting() {
        return new SessionCounting(List.of());
    }
}
