package io.lastseen.e2e.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.Eventually;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One person's browser: a browser context, with cookies and storage of its own; or, without one, the profile's owner. */
public final class Visitor implements Person {
    private static final Duration APPEARS = Duration.ofSeconds(20);

    private final CdpConnection connection;
    private final Optional<String> context;

    Visitor(CdpConnection connection, Optional<String> context) {
        this.connection = connection;
        this.context = context;
    }

    /** A tab in a window of its own, which is therefore visible. */
    @Override
    public Tab openWindow() {
        return open(true);
    }

    /** A tab in the window used last, which hides the one that was in front. */
    @Override
    public Tab openTab() {
        return open(false);
    }

    private Tab open(boolean newWindow) {
        Map<String, Object> how = new HashMap<>(Map.of("url", "about:blank", "newWindow", newWindow));
        context.ifPresent(id -> how.put("browserContextId", id));
        return Tab.attach(connection, connection.ask("Target.createTarget", how).get("targetId").asText());
    }

    /** A tab that a page or the browser opened, as soon as it is there. */
    @Override
    public Tab tabAt(String url, String notThis) {
        String target = Eventually.get("a tab at " + url, APPEARS, () -> find(url, notThis), Optional::isPresent).orElseThrow();
        Tab tab = Tab.attach(connection, target);
        tab.waitFor("location.href !== 'about:blank' && document.readyState === 'complete'");
        return tab;
    }

    private Optional<String> find(String url, String notThis) {
        for (JsonNode info : connection.ask("Target.getTargets", Map.of()).get("targetInfos")) {
            boolean mine = context.isEmpty() || info.path("browserContextId").asText().equals(context.get());
            if (mine && info.path("type").asText().equals("page") && info.path("url").asText().equals(url)
                    && !info.path("targetId").asText().equals(notThis)) {
                return Optional.of(info.path("targetId").asText());
            }
        }
        return Optional.empty();
    }

    /** Closes every tab at once; of the profile's owner none. */
    @Override
    public void close() {
        context.ifPresent(id -> connection.ask("Target.disposeBrowserContext", Map.of("browserContextId", id)));
    }
}
