package io.lastseen.recording.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Ceph's object gateway over a monitor and one store in memory, from Debian's packages {@code ceph-mon}, {@code ceph-osd} and
 * {@code radosgw}, on loopback, in a folder of its own. Up in about 15 s.
 */
final class CephCluster implements AutoCloseable {
    static final String ACCESS_KEY = "access";
    static final String SECRET_KEY = "secret";
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private final Path folder;
    private final URI endpoint = URI.create("http://127.0.0.1:" + freePort());
    private final List<Process> running = new ArrayList<>();

    CephCluster(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        try {
            start(UUID.randomUUID().toString(), UUID.randomUUID().toString(), "[v2:127.0.0.1:" + freePort() + ",v1:127.0.0.1:" + freePort() + "]");
        } catch (IOException | RuntimeException e) {
            running.forEach(Process::destroyForcibly);
            throw e;
        }
    }

    private void start(String cluster, String osd, String monitor) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("ceph.conf"), """
            [global]
            fsid = %s
            mon host = %s
            auth cluster required = none
            auth service required = none
            auth client required = none
            ms mon client mode = crc
            osd pool default size = 1
            osd pool default min size = 1
            osd pool default pg num = 1
            osd crush chooseleaf type = 0
            osd objectstore = memstore
            memstore device bytes = 1073741824
            mon data = %3$s/mon
            osd data = %3$s/osd
            rgw data = %3$s
            run dir = %3$s
            admin socket = %3$s/$name.asok
            log file = %3$s/$name.log
            mon cluster log file = %3$s/cluster.log
            keyring = %3$s/keyring
            mon data avail crit = 1
            rgw frontends = beast endpoint=127.0.0.1:%4$d
            """.formatted(cluster, monitor, folder, endpoint.getPort()));
        Files.createFile(folder.resolve("keyring"));
        Files.createDirectory(folder.resolve("osd"));
        run("monmaptool", "--create", "--addv", "a", monitor, "--fsid", cluster, "monmap");
        run("ceph-mon", "-c", "ceph.conf", "--mkfs", "-i", "a", "--monmap", "monmap", "--keyring", "keyring");
        keep("ceph-mon", "-c", "ceph.conf", "-i", "a", "-f");
        run("ceph", "-c", "ceph.conf", "osd", "new", osd);
        run("ceph-osd", "-c", "ceph.conf", "-i", "0", "--mkfs", "--osd-uuid", osd);
        keep("ceph-osd", "-c", "ceph.conf", "-i", "0", "-f");
        run("radosgw-admin", "-c", "ceph.conf", "user", "create", "--uid=lastseen", "--display-name=lastseen", "--access-key=" + ACCESS_KEY,
            "--secret=" + SECRET_KEY);
        keep("radosgw", "-c", "ceph.conf", "-n", "client.rgw.a", "-f");
        for (long began = System.nanoTime(); !answers();) {
            if (System.nanoTime() - began > PATIENCE) {
                throw new IOException("Ceph does not answer; its logs are in " + folder);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    URI endpoint() {
        return endpoint;
    }

    private boolean answers() {
        try {
            return ((HttpURLConnection) endpoint.toURL().openConnection()).getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void run(String... command) throws IOException, InterruptedException {
        Process process = start(command);
        if (!process.waitFor(PATIENCE, TimeUnit.NANOSECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " failed; what it said is in " + folder.resolve(command[0] + ".out"));
        }
    }

    private void keep(String... command) throws IOException {
        running.add(0, start(command));
    }

    private Process start(String... command) throws IOException {
        return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
            .redirectOutput(folder.resolve(command[0] + ".out").toFile()).start();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its data is in memory and goes with it. */
    @Override
    public void close() throws IOException {
        for (Process process : running) {
            process.destroyForcibly().onExit().join();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
