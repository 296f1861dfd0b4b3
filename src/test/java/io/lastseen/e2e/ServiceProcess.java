package io.lastseen.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The packaged program as an operator runs it, but that what lives for seconds is not optimised:
 * {@code java -jar target/quarkus-app/quarkus-run.jar} on a port of its own, with a known access token. Without settings for stores it embeds its own in a folder below target/; for several replicas
 * on the same stores give each the settings of one {@code new EmbeddedStores().start()}.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    private static final Path PROGRAMS = Path.of("target/test-stores").toAbsolutePath();
    /** Most live for seconds, in which the optimising compiler would take one of two cores from the browser and the database, for nothing. */
    private static final List<String> BRIEF = List.of("-XX:TieredStopAtLevel=1");
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Path folder;
    private final Map<String, String> settings;
    private final List<String> machine;
    private Process process;
    private int starts;

    private ServiceProcess(Path folder, Map<String, String> settings, List<String> machine) {
        this.folder = folder;
        this.settings = settings;
        this.machine = machine;
    }

    /** Starts the program and waits until it is ready; the settings win over those made here. */
    public static ServiceProcess start(Map<String, String> settings) {
        return start(settings, BRIEF);
    }

    /** For what lives long or is held to a load: as an operator starts it. */
    public static ServiceProcess startForLong(Map<String, String> settings) {
        return start(settings, List.of());
    }

    private static ServiceProcess start(Map<String, String> settings, List<String> machine) {
        ServiceProcess service = prepare(settings, machine);
        service.launch();
        try {
            service.awaitReady();
            return service;
        } catch (AssertionError notReady) {
            service.close();
            throw notReady;
        }
    }

    /** Starts the program without waiting, for starts that are to fail. */
    public static ServiceProcess launch(Map<String, String> settings) {
        ServiceProcess service = prepare(settings, BRIEF);
        service.launch();
        return service;
    }

    private static ServiceProcess prepare(Map<String, String> settings, List<String> machine) {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/services").toAbsolutePath()), "s");
            Map<String, String> all = new TreeMap<>();
            all.put("quarkus.http.port", String.valueOf(freePort()));
            all.put("quarkus.http.host", "127.0.0.1");
            all.put("lastseen.data", folder.resolve("data").toString());
            all.put("lastseen.embedded.programs", PROGRAMS.toString());
            all.put("lastseen.access.token", UUID.randomUUID().toString().replace("-", ""));
            all.putAll(settings);
            return new ServiceProcess(folder, all, machine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void launch(String... command) {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException("not packaged: " + JAR);
        }
        // A shell starts what it puts into the background with interrupts ignored, and a child would inherit that: the
        // program gets them as a terminal would give them, wherever the tests run.
        List<String> words = new ArrayList<>(List.of(
                "env", "--default-signal=INT", Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m"));
        words.addAll(machine);
        settings.forEach((name, value) -> words.add("-D" + name + "=" + value));
        words.addAll(List.of("-jar", JAR.toString()));
        words.addAll(List.of(command));
        try {
            starts++;
            process = new ProcessBuilder(words).directory(folder.toFile())
                    .redirectOutput(log("out").toFile()).redirectError(log("err").toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Polls the readiness probe; fails with what the program said when it ends or 180 s are over. */
    public void awaitReady() {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            if (!process.isAlive()) {
                throw new AssertionError("ended with " + process.exitValue() + ": " + output() + errors());
            }
            if (ready()) {
                return;
            }
            try {
                process.waitFor(100, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("not ready within " + PATIENCE.toSeconds() + " s: " + output() + errors());
    }

    public boolean ready() {
        try {
            HttpRequest probe = HttpRequest.newBuilder(url().resolve("/q/health/ready")).timeout(Duration.ofSeconds(5)).build();
            return http.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + settings.get("quarkus.http.port"));
    }

    public String token() {
        return settings.get("lastseen.access.token");
    }

    public Path data() {
        return Path.of(settings.get("lastseen.data"));
    }

    public Process process() {
        return process;
    }

    /** What this start has printed so far. */
    public String output() {
        return read(log("out"));
    }

    public String errors() {
        return read(log("err"));
    }

    /** SIGKILL: nothing of the program runs any more, what it had started is left over. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, and waits for the clean end. */
    public int terminate() {
        process.destroy();
        return awaitEnd();
    }

    public int awaitEnd() {
        return awaitEnd(PATIENCE);
    }

    private int awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still running after " + patience.toSeconds() + " s: " + output() + errors());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The same program on the same port, data and settings; it must have ended before. */
    public void restart() {
        if (process.isAlive()) {
            throw new IllegalStateException("still running");
        }
        launch();
        awaitReady();
    }

    /** Runs the program with a maintenance command on the same data and settings, and waits; it must have ended before. */
    public int run(String command) {
        return run(command, PATIENCE);
    }

    /** The same with data of which it has to read very much. */
    public int run(String command, Duration patience) {
        if (process.isAlive()) {
            throw new IllegalStateException("still running");
        }
        launch(command);
        return awaitEnd(patience);
    }

    private Path log(String kind) {
        return folder.resolve("start-" + starts + "." + kind);
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the program and, where it was killed, the PostgreSQL it left over. */
    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            awaitEnd();
        }
        if (data().startsWith(folder)) {
            leftoverPostgres().ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** The embedded PostgreSQL's process where it runs now. */
    public Optional<ProcessHandle> leftoverPostgres() {
        Path pidFile = data().resolve("postgres/postmaster.pid");
        try {
            return Files.exists(pidFile)
                    ? ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0).strip())).filter(ProcessHandle::isAlive)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
