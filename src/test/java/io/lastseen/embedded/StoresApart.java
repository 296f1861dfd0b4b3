package io.lastseen.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** PostgreSQL and the object store, each in a process and a folder of its own, to be killed and started again at will. */
public final class StoresApart implements AutoCloseable {
    private final Path folder;
    private final boolean temporary;
    private final DataFolder databaseFolder;
    private final EmbeddedPostgres postgres;
    private Process objects;
    private String[] objectsAddress;

    private StoresApart(Path folder, boolean temporary) {
        this.folder = folder;
        this.temporary = temporary;
        this.databaseFolder = DataFolder.open(folder.resolve("database"));
        this.postgres = EmbeddedPostgres.start(databaseFolder, Path.of("target/test-stores").toAbsolutePath());
        startObjects();
    }

    /** In the folders {@code database} and {@code objects} of the given one, which stay. */
    public static StoresApart in(Path folder) {
        return new StoresApart(folder.toAbsolutePath(), false);
    }

    /** In a fresh folder below target/, which goes with this. */
    public static StoresApart start() {
        try {
            return new StoresApart(
                    Files.createTempDirectory(Files.createDirectories(Path.of("target/crash").toAbsolutePath()), "apart"), true);
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

    Path folder() {
        return folder;
    }

    public DatabaseAddress database() {
        return postgres.address();
    }

    public Connection connect() throws SQLException {
        DatabaseAddress at = database();
        return DriverManager.getConnection("jdbc:postgresql://" + at.host() + ":" + at.port() + "/" + at.name(), at.user(), at.password());
    }

    /** SIGKILL to the postmaster; its children notice and go. What supervises it starts it again. */
    public void killPostgres() {
        try {
            long pid = Long.parseLong(Files.readAllLines(folder.resolve("database/postgres/postmaster.pid")).get(0).strip());
            ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
            server.destroyForcibly();
            server.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void startObjects() {
        try {
            Path log = Files.createDirectories(Path.of("target/crash")).resolve("objects.log");
            objects = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                    "-cp", System.getProperty("java.class.path"), ObjectsProgram.class.getName(), folder.resolve("objects").toString())
                    .redirectError(log.toFile()).start();
            String line = new BufferedReader(new InputStreamReader(objects.getInputStream(), StandardCharsets.UTF_8)).readLine();
            if (line == null) {
                throw new IllegalStateException("the object store does not start: " + Files.readString(log));
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
        if (temporary) {
            Disk.deleteTree(folder);
        }
    }
}
