package io.lastseen.embedded;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Folders whose own names are on the disk. A new file needs its folder forced; the folders above only where they are new, and
 * forcing what has not changed still flushes the disk's cache. s3proxy removes a folder with its last object, so that what was
 * learned of folders before a removal does not hold after it.
 */
final class DurableFolders {
    private final Path root;
    private final Set<Path> known = new HashSet<>();
    private long removals;

    DurableFolders(Path root) {
        this.root = root;
    }

    /** To be asked before a file is made. */
    synchronized long removals() {
        return removals;
    }

    /** To be told before an object is removed and again after it. */
    synchronized void removing() {
        removals++;
        known.clear();
    }

    /** Forces a file and every name that leads to it. {@code removals}: as they were before it was made. */
    void force(Path file, long removals) {
        Disk.force(file);
        Path folder = file.getParent();
        Disk.force(folder);
        List<Path> forced = new ArrayList<>();
        for (; !folder.equals(root) && !isKnown(folder); folder = folder.getParent()) {
            Disk.force(folder.getParent());
            forced.add(folder);
        }
        learn(forced, removals);
    }

    /** Forces that a file is gone, perhaps with folders that were empty without it: what was erased stays so over a power cut. */
    void forceGone(Path file) {
        Path folder = file.getParent();
        while (!folder.equals(root) && !Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        try {
            Disk.force(folder);
        } catch (UncheckedIOException goneMeanwhile) {
            if (folder.equals(root)) {
                throw goneMeanwhile;
            }
            forceGone(folder);
        }
    }

    private synchronized boolean isKnown(Path folder) {
        return known.contains(folder);
    }

    private synchronized void learn(List<Path> folders, long before) {
        if (removals == before) {
            known.addAll(folders);
        }
    }
}
