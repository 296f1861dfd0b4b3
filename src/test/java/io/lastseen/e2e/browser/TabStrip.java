package io.lastseen.e2e.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What only the browser's own menus do: an extension without any access to pages, told what to do over its worker. */
public final class TabStrip {
    private static final Duration WORKER = Duration.ofSeconds(20);

    private final CdpConnection connection;
    private final String session;

    private TabStrip(CdpConnection connection, String session) {
        this.connection = connection;
        this.session = session;
    }

    static List<String> flags() {
        try {
            Path folder = Files.createTempDirectory("lastseen-tabstrip-");
            Path manifest = Files.writeString(folder.resolve("manifest.json"), """
                    {"manifest_version": 3, "name": "Tab strip", "version": "1", "permissions": ["tabs"],
                     "background": {"service_worker": "worker.js"}}""");
            Path worker = Files.writeString(folder.resolve("worker.js"), "");
            List.of(folder, manifest, worker).forEach(path -> path.toFile().deleteOnExit());
            return List.of("--disable-features=DisableLoadExtensionCommandLineSwitch", "--load-extension=" + folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TabStrip of(CdpConnection connection) {
        String target = Eventually.get("the tab strip's worker", WORKER, () -> worker(connection), Optional::isPresent).orElseThrow();
        return new TabStrip(connection, connection.ask("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId").asText());
    }

    private static Optional<String> worker(CdpConnection connection) {
        for (JsonNode info : connection.ask("Target.getTargets", Map.of()).get("targetInfos")) {
            if (info.path("type").asText().equals("service_worker") && info.path("url").asText().startsWith("chrome-extension:")) {
                return Optional.of(info.path("targetId").asText());
            }
        }
        return Optional.empty();
    }

    /** "Duplicate" of the menu of the tab at that address. */
    public void duplicate(String url) {
        run("chrome.tabs.query({}).then(all => chrome.tabs.duplicate(all.find(tab => tab.url === '" + url + "').id))");
    }

    /** The cross of the window that holds the tab at that address. */
    public void closeWindowOf(String url) {
        run("chrome.tabs.query({}).then(all => chrome.windows.remove(all.find(tab => tab.url === '" + url + "').windowId))");
    }

    private void run(String script) {
        JsonNode answer = connection.ask(session, "Runtime.evaluate", Map.of("expression", script, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(script + ": " + answer.get("exceptionDetails"));
        }
    }
}
