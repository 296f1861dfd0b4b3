package io.lastseen.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A multirange of whole numbers: sorted and apart. An end at the limits of long is none. */
public record Ranges(List<Range> parts) {
    public static final Ranges NONE = new Ranges(List.of());
    public static final Ranges ALL = of(Long.MIN_VALUE, Long.MAX_VALUE);

    /** {@code to} is not in it. */
    public record Range(long from, long to) {

        @Override
        public String toString() {
            return (from == Long.MIN_VALUE ? "(" : "[" + from) + "," + (to == Long.MAX_VALUE ? "" : to) + ")";
        }
    }

    public static Ranges of(long from, long to) {
        return from >= to ? NONE : new Ranges(List.of(new Range(from, to)));
    }

    /** As PostgreSQL writes it. */
    public static Ranges parse(String text) {
        Ranges ranges = NONE;
        for (String one : text.substring(1, text.length() - 1).split("(?<=\\)),")) {
            if (!one.isEmpty()) {
                String[] ends = one.substring(1, one.length() - 1).split(",", -1);
                ranges = ranges.plus(of(ends[0].isEmpty() ? Long.MIN_VALUE : Long.parseLong(ends[0]),
                    ends[1].isEmpty() ? Long.MAX_VALUE : Long.parseLong(ends[1])));
            }
        }
        return ranges;
    }

    public Ranges plus(Ranges other) {
        List<Range> all = new ArrayList<>(parts);
        all.addAll(other.parts);
        all.sort(Comparator.comparingLong(Range::from));
        List<Range> joined = new ArrayList<>();
        for (Range next : all) {
            Range last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && next.from() <= last.to()) {
                joined.set(joined.size() - 1, new Range(last.from(), Math.max(last.to(), next.to())));
            } else {
                joined.add(next);
            }
        }
        return new Ranges(List.copyOf(joined));
    }

    public boolean holds(long number) {
        return touches(number, number);
    }

    /** @param last is in it */
    public boolean touches(long first, long last) {
        return parts.stream().anyMatch(part -> part.from() <= last && first < part.to());
    }

    public boolean endless() {
        return !parts.isEmpty() && parts.get(parts.size() - 1).to() == Long.MAX_VALUE;
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    @Override
    public String toString() {
        return "{" + String.join(",", parts.stream().map(Range::toString).toList()) + "}";
    }
}
