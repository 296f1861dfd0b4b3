package io.lastseen.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Copies of both stores while they are at work, in the order that docs/operations.md asks for: PostgreSQL by its low-level backup
 * (pg_backup_start, the files, pg_backup_stop, the log), then the objects file by file.
 */
public final class Backup {

    private Backup() {
    }

    public static void ofDatabase(StoresApart stores, Path to) {
        Path from = stores.folder().resolve("database");
        try (Connection connection = stores.connect(); Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('lastseen', true)");
            copy(from, to.resolve("database"));
            try (ResultSet end = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                end.next();
                Files.writeString(to.resolve("database/postgres/backup_label"), end.getString(1));
            }
            copy(from.resolve("postgres/pg_wal"), to.resolve("database/postgres/pg_wal"));
            Files.deleteIfExists(to.resolve("database/postgres/postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void ofObjects(StoresApart stores, Path to) {
        try {
            copy(stores.folder().resolve("objects"), to.resolve("objects"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was erased since the backup was made. */
    public static void ofTombstones(StoresApart stores, Path to) {
        Path objects = stores.folder().resolve("objects");
        try (var folders = Files.walk(objects)) {
            for (Path folder : folders.filter(path -> path.endsWith("tombstones")).toList()) {
                copy(folder, to.resolve("objects").resolve(objects.relativize(folder)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What goes while it is copied is left out. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path copied = to.resolve(from.relativize(folder));
                if (!Files.exists(copied)) {
                    Files.createDirectories(copied.getParent());
                    Files.copy(folder, copied, StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                } catch (NoSuchFileException gone) {
                    return FileVisitResult.CONTINUE;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }
}
