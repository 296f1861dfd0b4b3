package io.lastseen.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once into a folder named after what they are. */
final class PostgresBinaries {

    /** Must agree with the binaries the build depends on; PostgreSQL's data belongs to one major version. */
    static final int MAJOR = 18;
    private static final String VERSION = "18.6.0";

    private PostgresBinaries() {
    }

    /** The folder that holds {@code bin/postgres}; unpacks it there at first, which takes about two seconds. */
    static Path in(Path cache) {
        String machine = machine();
        Path home = cache.resolve("postgresql-" + VERSION + "-" + machine);
        if (Files.isExecutable(home.resolve("bin/postgres"))) {
            return home;
        }
        try {
            Path fresh = Files.createTempDirectory(Files.createDirectories(cache), home.getFileName() + ".");
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            unpack("/postgres-linux-" + machine + ".txz", fresh);
            moveUnlessThere(fresh, home);
            return home;
        } catch (IOException e) {
            throw new EmbeddedFailure("PostgreSQL cannot be unpacked into " + home
                    + ": 60 MB of space and a writable folder are needed.", e);
        }
    }

    /** Another process may have unpacked the same meanwhile. */
    private static void moveUnlessThere(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            Disk.deleteTree(fresh);
            if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                throw e;
            }
        }
    }

    private static String machine() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        if (system.contains("linux")) {
            switch (machine) {
                case "amd64", "x86_64": return "x86_64";
                case "aarch64", "arm64": return "arm_64";
                default:
            }
        }
        throw new EmbeddedFailure("No PostgreSQL is embedded for " + system + " on " + machine
                + ": set lastseen.database.host (and user, password, name) to a PostgreSQL server.");
    }

    private static void unpack(String archive, Path into) throws IOException {
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new IOException("not in this build: " + archive);
            }
            try (TarArchiveInputStream tar =
                    new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(tar, entry, into);
                }
            }
        }
    }

    private static void write(InputStream tar, TarArchiveEntry entry, Path into) throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        Set<PosixFilePermission> mode = PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--");
        Files.setPosixFilePermissions(target, mode);
    }
}
