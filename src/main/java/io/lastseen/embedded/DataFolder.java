package io.lastseen.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder everything embedded lives in, held by one process at a time. The lock is the operating system's, so it is gone
 * with the process that held it, however that ended.
 */
public final class DataFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /** @throws EmbeddedFailure where the folder cannot be made or written, or another process holds it */
    public static DataFolder open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        FileChannel channel = null;
        try {
            Files.createDirectories(path);
            channel = FileChannel.open(path.resolve("lastseen.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw held(path);
            }
            return new DataFolder(path, channel, lock);
        } catch (OverlappingFileLockException e) {
            throw held(path);
        } catch (IOException e) {
            throw new EmbeddedFailure("The data folder " + path + " cannot be written (" + reason(e)
                    + "): make it writable for this user, or set lastseen.data to another folder.", e);
        }
    }

    private static EmbeddedFailure held(Path path) {
        return new EmbeddedFailure("Another Lastseen already runs on the data folder " + path
                + ": stop it first, or set lastseen.data to another folder.");
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException ? "permission denied"
                : e instanceof java.nio.file.FileSystemException f && f.getReason() != null ? f.getReason()
                : e instanceof java.nio.file.FileAlreadyExistsException ? "a file is in its place"
                : String.valueOf(e.getMessage());
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            // the lock ends with this process in any case
        }
    }
}
