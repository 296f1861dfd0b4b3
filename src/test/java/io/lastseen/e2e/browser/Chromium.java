package io.lastseen.e2e.browser;

import io.lastseen.e2e.Eventually;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Chromium process of its own, with a fresh profile, spoken to over the raw DevTools protocol. Test drivers' own
 * flags and ways of closing change how pages die, and how pages die is what is tested.
 */
public final class Chromium implements OwnBrowser {
    private static final Duration START = Duration.ofSeconds(60);

    private final Path profile;
    private final Process process;
    private final CdpConnection connection;

    private Chromium(Path profile, Process process, CdpConnection connection) {
        this.profile = profile;
        this.process = process;
        this.connection = connection;
    }

    public static Chromium start() {
        return start(List.of());
    }

    /** With a {@link TabStrip}, which works for the browser's {@link #owner} alone. */
    public static Chromium startWithTabStrip() {
        return start(TabStrip.flags());
    }

    private static Chromium start(List<String> flags) {
        try {
            Path binary = ChromiumBinary.findOrInstall();
            Path profile = Files.createTempDirectory("lastseen-chromium-");
            File log = profile.resolve("output.log").toFile();
            Process process = new ProcessBuilder(command(binary, profile, flags)).redirectErrorStream(true)
                    .redirectOutput(log).start();
            return new Chromium(profile, process, new CdpConnection(address(profile, process)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path binary, Path profile, List<String> flags) {
        List<String> command = new ArrayList<>(List.of(binary.toString(), "--headless", "--remote-debugging-port=0",
                "--user-data-dir=" + profile, "--window-size=1280,900", "--disable-gpu", "--disable-quic",
                "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--mute-audio"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--no-sandbox");
        }
        command.addAll(flags);
        command.add("about:blank");
        return command;
    }

    /** Chromium writes the port it chose, and the path of its endpoint, into a file of the profile. */
    private static URI address(Path profile, Process process) {
        Path written = profile.resolve("DevToolsActivePort");
        List<String> lines = Eventually.get("Chromium listens", START, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("Chromium ended: " + Files.readString(profile.resolve("output.log")));
            }
            return Files.exists(written) ? Files.readAllLines(written) : List.<String>of();
        }, found -> found.size() == 2);
        return URI.create("ws://127.0.0.1:" + lines.get(0).strip() + lines.get(1).strip());
    }

    /** Somebody else's browser: no cookies, no storage, nothing shared with other visitors. */
    public Visitor visitor() {
        String context = connection.ask("Target.createBrowserContext", Map.of("disposeOnDetach", false))
                .get("browserContextId").asText();
        return new Visitor(connection, Optional.of(context));
    }

    /** Whose profile it is: the windows that open when the browser is started. */
    @Override
    public Visitor owner() {
        return new Visitor(connection, Optional.empty());
    }

    public TabStrip tabStrip() {
        return TabStrip.of(connection);
    }

    @Override
    public void quit() {
        connection.tell("", "Browser.close", Map.of());
    }

    @Override
    public void terminate() {
        process.destroy();
    }

    /** As the system does when memory runs out: the browser's own process first. */
    @Override
    public void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        connection.close();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                kill();
                process.waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
        deleteProfile();
    }

    private void deleteProfile() {
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException stillBeingWritten) {
            // A child that ends a moment later may still write; what is left lies in the system's temporary folder.
        }
    }
}
