package io.lastseen.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One page of the objects below a folder, in the order of their keys. Only folders on the way to the page are read, and only
 * files in it are looked at: s3proxy's own listing looks at every file for every page, so that a sweep through a store would take
 * the square of its size.
 */
final class OrderedListing {
    private final FolderNames names;
    private final String prefix;
    private final String after;
    private final int most;
    private final List<S3Object> objects = new ArrayList<>();
    private boolean more;

    private OrderedListing(FolderNames names, String prefix, String after, int most) {
        this.names = names;
        this.prefix = prefix;
        this.after = after;
        this.most = most;
    }

    /** @param after the last key of the page before, or an empty text */
    static OrderedListing of(FolderNames names, Path bucket, String prefix, String after, int most) {
        OrderedListing page = new OrderedListing(names, prefix, after, most);
        int folder = prefix.lastIndexOf('/') + 1;
        if (most > 0) {
            page.walk(bucket.resolve(prefix.substring(0, folder)), prefix.substring(0, folder));
        }
        return page;
    }

    List<S3Object> objects() {
        return objects;
    }

    /** Whether there are objects behind this page. */
    boolean more() {
        return more;
    }

    private void walk(Path folder, String key) {
        for (String name : inOrder(folder, key)) {
            String child = key + name;
            boolean isFolder = name.endsWith("/");
            if (isFolder && (child.startsWith(prefix) || prefix.startsWith(child))) {
                walk(folder.resolve(name), child);
            } else if (!isFolder && child.startsWith(prefix) && child.compareTo(after) > 0) {
                add(folder.resolve(name), child);
            }
            if (more) {
                return;
            }
        }
    }

    private void add(Path file, String key) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            if (objects.size() == most) {
                more = true;
            } else {
                objects.add(S3Object.builder().key(key).size(found.size()).lastModified(found.lastModifiedTime().toInstant()).build());
            }
        } catch (NoSuchFileException goneMeanwhile) {
            // as if it had gone before
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names in a folder, but for those that lie before the page with all that is in them. */
    private Iterable<String> inOrder(Path folder, String key) {
        String from = after.startsWith(key) ? after.substring(key.length()) : "";
        int slash = from.indexOf('/');
        return names.in(folder).tailSet(slash < 0 ? from : from.substring(0, slash + 1), true);
    }
}
