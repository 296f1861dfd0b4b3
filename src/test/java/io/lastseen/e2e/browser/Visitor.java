package io.lastseen.e2e.browser;

import java.util.Map;

/** One person's browser: a browser context, with cookies and storage of its own. */
public final class Visitor implements AutoCloseable {
    private final CdpConnection connection;
    private final String context;

    Visitor(CdpConnection connection, String context) {
        this.connection = connection;
        this.context = context;
    }

    /** A tab in a window of its own, which is therefore visible. */
    public Tab openWindow() {
        String target = connection.ask("Target.createTarget",
                Map.of("url", "about:blank", "browserContextId", context, "newWindow", true)).get("targetId").asText();
        return Tab.attach(connection, target);
    }

    /** Closes every tab at once. */
    @Override
    public void close() {
        connection.ask("Target.disposeBrowserContext", Map.of("browserContextId", context));
    }
}
