package io.lastseen.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's data directory: made whole or not at all, never over existing data, and read only by the major version that
 * made it.
 */
record Cluster(Path data, Path binaries, Privileges privileges) {

    static final String SUPERUSER = "lastseen";
    private static final Duration INITDB = Duration.ofMinutes(3);

    boolean exists() {
        return Files.exists(data.resolve("PG_VERSION"));
    }

    /** @throws EmbeddedFailure where the data is of another major version, or something else is in its place */
    void check() {
        if (!exists()) {
            if (Files.exists(data)) {
                if (!Files.isExecutable(data)) {
                    throw new EmbeddedFailure("The folder " + data + " belongs to another user: run Lastseen as that user, or"
                            + " set lastseen.data to another folder.");
                }
                throw new EmbeddedFailure("The folder " + data + " is there but holds no PostgreSQL data:"
                        + " put the data back, or move the folder away to begin anew.");
            }
            return;
        }
        try {
            String version = Files.readString(data.resolve("PG_VERSION")).strip();
            if (!version.equals(String.valueOf(PostgresBinaries.MAJOR))) {
                throw new EmbeddedFailure("The data in " + data + " is of PostgreSQL " + version + ", this Lastseen embeds "
                        + PostgresBinaries.MAJOR + ": start the Lastseen that made it, dump, and restore into a new folder.");
            }
        } catch (IOException e) {
            throw new EmbeddedFailure("The folder " + data + " cannot be read: run Lastseen as the user that owns it.", e);
        }
    }

    /**
     * The server that runs on this data now, by its pid file. A pid that something else got since the server died is not a
     * server: what runs under it must name this folder.
     */
    Optional<ProcessHandle> server() {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            long pid = Long.parseLong(lines.get(0).strip());
            String command = Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"));
            return command.contains(data.toString()) ? ProcessHandle.of(pid).filter(ProcessHandle::isAlive) : Optional.empty();
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Makes the cluster beside its place and moves it there when it is whole and on disk. */
    void make(String password) {
        Path fresh = data.resolveSibling(data.getFileName() + ".new");
        try {
            Disk.deleteTree(fresh);
            Files.createDirectory(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            privileges.own(fresh);
            initdb(fresh, password);
            Files.writeString(fresh.resolve("postgresql.conf"), "include 'lastseen.conf'\n",
                    StandardOpenOption.APPEND);
            Files.writeString(fresh.resolve("lastseen.conf"), "");
            privileges.own(fresh);
            Disk.force(fresh.resolve("postgresql.conf"));
            Disk.force(fresh);
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
            Disk.force(data.getParent());
        } catch (IOException e) {
            throw new EmbeddedFailure("PostgreSQL's data cannot be made in " + data
                    + ": 100 MB of space and a writable folder are needed.", e);
        }
    }

    private void initdb(Path into, String password) throws IOException {
        Path file = Files.createTempFile("lastseen", ".pw",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(file, password + "\n");
            privileges.own(file);
            Command made = Command.run(INITDB, privileges.command(binaries.resolve("bin/initdb").toString(),
                    "-D", into.toString(), "-U", SUPERUSER, "-A", "scram-sha-256", "--pwfile=" + file,
                    "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
                    "--no-instructions"));
            if (!made.ok()) {
                throw new EmbeddedFailure("PostgreSQL's data cannot be made in " + data + " (" + made.lastLine()
                        + "): free some space, or set lastseen.data to another folder.");
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Written anew at every start. What an operator adds to postgresql.conf above the include stays. */
    void configure(int port) {
        String settings = """
                # Written by Lastseen at every start.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 100
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                timezone = 'UTC'
                log_timezone = 'UTC'
                """.formatted(port);
        try {
            Files.writeString(data.resolve("lastseen.conf"), settings);
            privileges.own(data.resolve("lastseen.conf"));
        } catch (IOException e) {
            throw new EmbeddedFailure("The folder " + data + " cannot be written: run Lastseen as the user that owns it.", e);
        }
    }
}
