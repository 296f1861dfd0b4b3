package io.lastseen.recording;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes {@code first} to {@code last}, both included, of something that has them: it cannot be ill-formed. */
public record ByteRange(long first, long last) {
    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("No byte range: " + first + "-" + last);
        }
    }

    public long length() {
        return last - first + 1;
    }

    ByteRange atMost(long bytes) {
        return length() <= bytes ? this : new ByteRange(first, first + bytes - 1);
    }

    /**
     * Reads a Range header of one range (RFC 9110, 14.1.2) for content of {@code size} bytes.
     *
     * @return empty where the header is no such range or lies outside the content
     */
    static Optional<ByteRange> parse(String header, long size) {
        Matcher range = ONE_RANGE.matcher(header.strip());
        if (!range.matches() || size <= 0 || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long suffix = Long.parseLong(range.group(2));
            return suffix == 0 ? Optional.empty() : Optional.of(new ByteRange(Math.max(0, size - suffix), size - 1));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(range.group(2)), size - 1);
        return first >= size || last < first ? Optional.empty() : Optional.of(new ByteRange(first, last));
    }
}
