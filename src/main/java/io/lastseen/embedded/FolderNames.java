package io.lastseen.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * What is in folders that were listed lately, in the order of S3: folders end with a slash. Without it each page of a long list would
 * read its folder anew, which for a folder of a hundred thousand is a hundred times. All that is written here goes through this
 * process, which tells each new name before its write is answered; a name that is gone is found so when it is looked at.
 */
final class FolderNames {
    private static final int MOST_FOLDERS = 32;
    /** Names from which on a folder is kept; reading a smaller one takes less than a page. */
    private static final int LARGE = 500;
    /** So that names that are gone do not gather. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<Path, Names> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Names> eldest) {
            return size() > MOST_FOLDERS;
        }
    });

    FolderNames(Clock clock) {
        this.clock = clock;
    }

    /** Names of one folder; registered before it is read, so that a name is either read or told. */
    private static final class Names {
        private final NavigableSet<String> all = new ConcurrentSkipListSet<>();
        private final Instant since;
        private boolean read;

        Names(Instant since) {
            this.since = since;
        }

        synchronized NavigableSet<String> read(Path folder) {
            if (!read) {
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                    for (Path entry : entries) {
                        String name = entry.getFileName().toString();
                        if (Files.isDirectory(entry)) {
                            all.add(name + "/");
                        } else if (!Unfinished.is(name)) {
                            all.add(name);
                        }
                    }
                } catch (NoSuchFileException | NotDirectoryException noFolder) {
                    // what is told of it later is all there is
                } catch (DirectoryIteratorException e) {
                    throw new UncheckedIOException(e.getCause());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                read = true;
            }
            return all;
        }
    }

    /** Files by their names, folders with a slash behind. Of these some may be gone. */
    NavigableSet<String> in(Path folder) {
        Instant now = clock.instant();
        Names names = known.compute(folder, (any, before) -> before == null || before.since.plus(FRESH).isBefore(now) ? new Names(now) : before);
        NavigableSet<String> all = names.read(folder);
        if (all.size() < LARGE) {
            known.remove(folder, names);
        }
        return all;
    }

    /** A file that was written below {@code bucket}; to be called before anybody is told that it is there. */
    void written(Path bucket, Path file) {
        String name = file.getFileName().toString();
        for (Path folder = file.getParent(); folder.startsWith(bucket); folder = folder.getParent()) {
            Names names = known.get(folder);
            if (names != null) {
                names.all.add(name);
            }
            name = folder.getFileName() + "/";
        }
    }
}
