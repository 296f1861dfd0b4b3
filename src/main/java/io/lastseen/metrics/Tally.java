package io.lastseen.metrics;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The sum of many cells, to be read. */
final class Tally implements CellSink {
    private final long[] counts = new long[CellCount.values().length];
    private final long[][] times = new long[CellTime.values().length][0];
    private final Numbers visitors = new Numbers();
    private final Doubtful doubtful = new Doubtful();
    private final Set<String> unnumbered = new HashSet<>();
    private final Map<String, Long> reasons = new TreeMap<>();

    @Override
    public void count(CellCount which, long number) {
        counts[which.ordinal()] += number;
    }

    @Override
    public void time(CellTime which, int bin, long number) {
        long[] bins = times[which.ordinal()];
        if (bin >= bins.length) {
            bins = Arrays.copyOf(bins, Math.max(bin + 1, bins.length * 2));
            times[which.ordinal()] = bins;
        }
        bins[bin] += number;
    }

    /** Visitors some of whose sessions are taken back come first; only of them it matters how many sessions there are. */
    @Override
    public void visitor(long number, long sessions) {
        if (sessions < 0 || doubtful.has(number)) {
            doubtful.add(number, sessions);
        } else {
            visitors.add(number);
        }
    }

    @Override
    public void unnumbered(String visitorId) {
        unnumbered.add(visitorId);
    }

    @Override
    public void reason(String reason, long sessions) {
        reasons.merge(reason, sessions, Long::sum);
    }

    void add(Tally other) {
        for (CellCount which : CellCount.values()) {
            count(which, other.count(which));
        }
        for (CellTime which : CellTime.values()) {
            long[] bins = other.times[which.ordinal()];
            for (int bin = bins.length - 1; bin >= 0; bin--) {
                if (bins[bin] != 0) {
                    time(which, bin, bins[bin]);
                }
            }
        }
        visitors.add(other.visitors);
        other.doubtful.each(doubtful::add);
        unnumbered.addAll(other.unnumbered);
        other.reasons.forEach(this::reason);
    }

    long count(CellCount which) {
        return counts[which.ordinal()];
    }

    /** Sessions by end reason, or open. */
    Map<String, Long> reasons() {
        Map<String, Long> some = new TreeMap<>(reasons);
        some.values().removeIf(sessions -> sessions == 0);
        return some;
    }

    /** @param hasGoal the site has something that is a conversion */
    Counts counts(boolean hasGoal) {
        return new Counts(
                count(CellCount.SESSIONS),
                count(CellCount.ENDED),
                different(),
                count(CellCount.SHOWN),
                count(CellCount.BOUNCED),
                count(CellCount.SINGLE_VIEW),
                count(CellCount.NOT_ENGAGED),
                hasGoal ? count(CellCount.ENDED) : 0,
                hasGoal ? count(CellCount.ENDED) - count(CellCount.BOUGHT) : 0,
                count(CellCount.PROVISIONAL),
                count(CellCount.REOPENED),
                quantile(CellTime.SPENT, 0.5),
                quantile(CellTime.KNOWN, 0.5),
                quantile(CellTime.KNOWN, 0.95));
    }

    private long different() {
        return withDoubtful().different() + unnumbered.size();
    }

    private Numbers withDoubtful() {
        if (doubtful.isEmpty()) {
            return visitors;
        }
        Numbers all = new Numbers();
        all.add(visitors);
        doubtful.each((number, sessions) -> {
            if (sessions > 0) {
                all.add(number);
            }
        });
        return all;
    }

    /** Between the two nearest where it falls between, as {@code percentile_cont} has it; null where there is none. */
    Double quantile(CellTime which, double share) {
        long[] bins = times[which.ordinal()];
        long all = Arrays.stream(bins).sum();
        if (all == 0) {
            return null;
        }
        double place = share * (all - 1);
        long below = at(bins, (long) Math.floor(place));
        long above = at(bins, (long) Math.ceil(place));
        return below + (place - Math.floor(place)) * (above - below);
    }

    private static long at(long[] bins, long rank) {
        long seen = 0;
        for (int bin = 0; bin < bins.length; bin++) {
            seen += bins[bin];
            if (seen > rank) {
                return TimeBin.ms(bin);
            }
        }
        throw new IllegalStateException("fewer times than counted");
    }
}
