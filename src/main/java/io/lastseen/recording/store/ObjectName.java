package io.lastseen.recording.store;

import java.util.regex.Pattern;

/**
 * A name that every store takes as it is, also one that keeps objects as files: segments of letters, digits, {@code . _ -}
 * between single slashes. A name never lies below another object's name, and does not end with a hyphen and a UUID.
 */
public record ObjectName(String value) implements Comparable<ObjectName> {

    private static final Pattern SEGMENTS = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final Pattern UNFINISHED =
            Pattern.compile(".*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int LONGEST = 512;

    public ObjectName {
        if (value.length() > LONGEST || !SEGMENTS.matcher(value).matches() || UNFINISHED.matcher(value).matches()) {
            throw new IllegalArgumentException("not a name for an object: " + value);
        }
    }

    @Override
    public int compareTo(ObjectName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
