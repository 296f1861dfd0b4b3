package io.lastseen.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL as a process of its own, on loopback with a password, durable. pg_ctl gives it a session of its own, so that a
 * Ctrl-C in the terminal reaches Lastseen alone, which stops the server when its own work is done.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String DATABASE = "lastseen";

    private final Cluster cluster;
    private final DatabaseAddress address;
    private final Supervisor supervisor;

    private EmbeddedPostgres(Cluster cluster, DatabaseAddress address, Supervisor supervisor) {
        this.cluster = cluster;
        this.address = address;
        this.supervisor = supervisor;
    }

    /**
     * Starts the server on the folder's data, which is made at first; a server left over by a killed Lastseen is stopped
     * before, which is safe because the folder's lock says that nobody else uses it.
     *
     * @param programs where the server's programs are unpacked to, shared by as many folders as one likes
     */
    public static EmbeddedPostgres start(DataFolder folder, Path programs) {
        Path data = folder.resolve("postgres");
        Cluster cluster = new Cluster(data, PostgresBinaries.in(programs.toAbsolutePath().normalize()), Privileges.forCluster(data));
        cluster.check();
        String password = Secret.in(folder.resolve("postgres.password"));
        if (cluster.exists()) {
            stop(cluster);
        } else {
            cluster.make(password);
        }
        int port = FreePort.remembered(folder.resolve("postgres.port"));
        cluster.configure(port);
        Path log = folder.resolve("postgres.log");
        run(cluster, log);
        var postgres = new EmbeddedPostgres(cluster,
                new DatabaseAddress("127.0.0.1", port, DATABASE, Cluster.SUPERUSER, password),
                new Supervisor(cluster::server, () -> run(cluster, log)));
        try {
            postgres.address().create();
            postgres.supervisor.watch();
            return postgres;
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private static void run(Cluster cluster, Path log) {
        try {
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.createFile(log);
            cluster.privileges().own(log);
        } catch (IOException e) {
            throw new EmbeddedFailure("The file " + log + " cannot be written: make the data folder writable.", e);
        }
        Command started = Command.run(LIMIT.plusSeconds(10), cluster.privileges().command(
                cluster.binaries().resolve("bin/pg_ctl").toString(), "start", "-w", "-t", String.valueOf(LIMIT.toSeconds()),
                "-D", cluster.data().toString(), "-l", log.toString()));
        if (!started.ok()) {
            stop(cluster);
            throw new EmbeddedFailure("The embedded PostgreSQL does not start: its reason is in " + log + ".");
        }
    }

    /** Ends whatever server holds the cluster, waiting for it; nothing happens where there is none. */
    private static void stop(Cluster cluster) {
        Optional<ProcessHandle> server = cluster.server();
        for (String mode : List.of("fast", "immediate")) {
            if (cluster.server().isEmpty()) {
                break;
            }
            Command.run(LIMIT, cluster.privileges().command(
                    cluster.binaries().resolve("bin/pg_ctl").toString(), "stop", "-w", "-t", "60", "-m", mode,
                    "-D", cluster.data().toString()));
        }
        // pg_ctl waits for the pid file to go, which is a little before the process does.
        server.ifPresent(process -> process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join());
    }

    public DatabaseAddress address() {
        return address;
    }

    /** Disconnects everybody, writes a checkpoint and ends the server; returns when it is gone. */
    @Override
    public void close() {
        supervisor.close();
        stop(cluster);
    }
}
