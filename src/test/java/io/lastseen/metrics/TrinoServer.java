package io.lastseen.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Trino, unpacked from its archive, configured by the files of docs/trino, on loopback; asked by its REST protocol. */
final class TrinoServer implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Path CONFIGURATION = Path.of("docs/trino").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final Process process;

    /**
     * @param java a JDK of 24 or later
     * @param environment what the configuration's files name, beside folder and port
     */
    TrinoServer(Path archive, Path java, Path folder, Map<String, String> environment) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        run(new ProcessBuilder("tar", "-xzf", archive.toString(), "--strip-components=1", "-C", Files.createDirectories(folder.resolve("server")).toString()), log);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        address = URI.create("http://127.0.0.1:" + port);
        ProcessBuilder server = new ProcessBuilder(folder.resolve("server/bin/launcher").toString(), "run", "--etc-dir", CONFIGURATION.toString(),
                "--data-dir", Files.createDirectories(folder.resolve("data")).toString());
        server.environment().putAll(environment);
        server.environment().putAll(Map.of("JAVA_HOME", java.toString(), "TRINO_PORT", Integer.toString(port),
                "TRINO_FOLDER", Files.createDirectories(folder.resolve("tables")).toString()));
        server.environment().merge("PATH", "", (path, none) -> java.resolve("bin") + File.pathSeparator + path);
        process = server.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        untilItAnswers(log);
    }

    private static void run(ProcessBuilder command, Path log) throws IOException, InterruptedException {
        if (command.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor() != 0) {
            throw new IOException(String.join(" ", command.command()) + ": " + Files.readString(log));
        }
    }

    private void untilItAnswers(Path log) throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                ask("select 1 from system.runtime.nodes where state = 'active'");
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    close();
                    throw new IOException("Trino does not start: " + Files.readString(log), notYet);
                }
                LockSupport.parkNanos(500_000_000);
            }
        }
    }

    /** The rows of the answer. */
    List<JsonNode> ask(String sql) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        JsonNode answer = send(HttpRequest.newBuilder(address.resolve("/v1/statement")).POST(BodyPublishers.ofString(sql)));
        while (true) {
            if (answer.has("error")) {
                throw new IOException(sql + ": " + answer.at("/error/message").asText());
            }
            answer.path("data").forEach(rows::add);
            if (!answer.has("nextUri")) {
                return rows;
            }
            answer = send(HttpRequest.newBuilder(URI.create(answer.get("nextUri").asText())));
        }
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException {
        try {
            var answer = http.send(request.header("X-Trino-User", "lastseen").build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        try (Stream<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))) {
            List<ProcessHandle> running = all.toList();
            running.forEach(ProcessHandle::destroy);
            for (ProcessHandle one : running) {
                one.onExit().completeOnTimeout(one, 20, TimeUnit.SECONDS).join();
                one.destroyForcibly();
            }
        }
    }
}
