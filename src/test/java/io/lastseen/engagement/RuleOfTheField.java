package io.lastseen.engagement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How others tell sessions; for comparison. Each sees the same arrivals; none knows a reason, but for the beacon. */
enum RuleOfTheField {
    /** Analytics: 30 minutes without a packet. */
    MINUTES_30("30 minutes", 30 * 60_000L, false),
    /** Error trackers' replays: 15 minutes. */
    MINUTES_15("15 minutes", 15 * 60_000L, false),
    /** Session replay: 150 seconds of silence. */
    SECONDS_150("150 seconds", 150_000L, false),
    /** Whoever says goodbye has left, nobody else has; the next page within 30 minutes goes on. */
    BEACON("beacon only", 30 * 60_000L, true);

    final String title;
    private final long silenceMs;
    private final boolean beaconOnly;

    RuleOfTheField(String title, long silenceMs, boolean beaconOnly) {
        this.title = title;
        this.silenceMs = silenceMs;
        this.beaconOnly = beaconOnly;
    }

    List<Score.Told> tell(Trace trace) {
        return trace.arrivals().stream().filter(one -> !one.ownTestimony()).collect(Collectors.groupingBy(Evidence::visitor, TreeMap::new, Collectors.toList()))
            .values().stream().flatMap(ofVisitor -> tell(trace, ofVisitor).stream()).toList();
    }

    private List<Score.Told> tell(Trace trace, List<Evidence> ofVisitor) {
        List<Evidence> packets = ofVisitor.stream().sorted(Comparator.comparing(Evidence::receivedAt)).toList();
        List<Score.Told> told = new ArrayList<>();
        long start = -1;
        long last = -1;
        boolean gone = false;
        for (Evidence packet : packets) {
            long at = packet.receivedAt().toEpochMilli() - trace.epoch().toEpochMilli();
            if (start >= 0 && at - last > silenceMs) {
                end(told, start, last, gone);
                start = -1;
            }
            start = start < 0 ? at : start;
            last = at;
            gone = packet.signal() instanceof Signal.PageHide;
        }
        if (start >= 0) {
            end(told, start, last, gone);
        }
        return told;
    }

    private void end(List<Score.Told> told, long start, long last, boolean gone) {
        if (!beaconOnly) {
            told.add(new Score.Told(start, last, "", last + silenceMs, 0));
        } else if (gone) {
            told.add(new Score.Told(start, last, "closed", last, 0));
        }
    }
}
