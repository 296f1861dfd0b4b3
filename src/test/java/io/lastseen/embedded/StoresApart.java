package io.lastseen.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** PostgreSQL and the object store, each in a process and a folder of its own, to be killed and started again at will. */
public final class StoresApart implements AutoCloseable {
    private final Path folder;
    private final DataFolder databaseFolder;
    private final Path programs;
    private EmbeddedPostgres postgres;
    private Process objects;
    private String[] objectsAddress;

    private StoresApart(Path folder) {
        this.folder = folder;
        this.programs = Path.of("target/test-stores").toAbsolutePath();
        this.databaseFolder = DataFolder.open(folder.resolve("database"));
        startPostgres();
        startObjects();
    }

    /** Below target/, or where a test of full disks wants it. */
    public static StoresApart in(Path parent) {
        try {
            return new StoresApart(Files.createTempDirectory(Files.createDirectories(parent.toAbsolutePath()), "apart"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a service is told about them; the addresses stay the same over restarts. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Settings.of(postgres.address()));
        settings.put("lastseen.objects.endpoint", objectsAddress[0]);
        settings.put("lastseen.objects.access-key", objectsAddress[1]);
        settings.put("lastseen.objects.secret-key", objectsAddress[2]);
        return settings;
    }

    public Path folder() {
        return folder;
    }

    public void startPostgres() {
        postgres = EmbeddedPostgres.start(databaseFolder, programs);
    }

    /** SIGKILL to the postmaster; its children notice and go. */
    public void killPostgres() {
        try {
            long pid = Long.parseLong(Files.readAllLines(folder.resolve("database/postgres/postmaster.pid")).get(0).strip());
            ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
            List<ProcessHandle> backends = server.children().toList();
            server.destroyForcibly();
            server.onExit().join();
            backends.forEach(backend -> backend.onExit().join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void startObjects() {
        try {
            objects = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                    "-cp", System.getProperty("java.class.path"), ObjectsProgram.class.getName(), folder.resolve("objects").toString())
                    .redirectError(folder.resolve("objects.log").toFile()).start();
            String line = new BufferedReader(new InputStreamReader(objects.getInputStream(), StandardCharsets.UTF_8)).readLine();
            if (line == null) {
                throw new IllegalStateException("the object store does not start: " + Files.readString(folder.resolve("objects.log")));
            }
            objectsAddress = line.split(" ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    public void killObjects() {
        objects.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        killObjects();
        postgres.close();
        databaseFolder.close();
        Disk.deleteTree(folder);
    }
}
