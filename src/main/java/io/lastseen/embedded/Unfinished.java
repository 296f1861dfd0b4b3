package io.lastseen.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Objects that were being written when the process died. s3proxy writes to {@code name-UUID} beside the object and renames;
 * it lists such files like objects and never removes them.
 */
final class Unfinished {

    private static final Pattern NAME =
            Pattern.compile("(?s).*-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private Unfinished() {
    }

    static boolean is(String name) {
        return NAME.matcher(name).matches();
    }

    /** Removes what was left before {@code start}; younger ones belong to puts under way. */
    static void sweep(Path root, Instant start) {
        FileTime limit = FileTime.from(start);
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (is(file.getFileName().toString()) && attributes.lastModifiedTime().compareTo(limit) < 0) {
                        Files.deleteIfExists(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // hidden from lists all the same; the next start tries again
        }
    }
}
