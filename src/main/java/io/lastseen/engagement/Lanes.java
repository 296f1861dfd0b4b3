package io.lastseen.engagement;

import io.lastseen.engagement.Lane.State;
import io.lastseen.engagement.Lane.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays the tracks of a session's documents beside one another. */
final class Lanes {
    /** More than anybody looks at, and little enough to be kept with the session. */
    private static final int MOST_PROOFS = 300;

    private Lanes() { }

    private record Edge(long at, State state, int step) { }

    /** One lane per tab, between two instants; between two of its documents a tab is away. */
    static List<Lane> of(Collection<Track> tracks, long begin, long end) {
        Map<String, List<Stretch>> byTab = new LinkedHashMap<>();
        tracks.forEach(track -> byTab.computeIfAbsent(track.page.tab, tab -> new ArrayList<>()).addAll(track.stretches(begin, end)));
        List<Lane> lanes = new ArrayList<>();
        byTab.forEach((tab, stretches) -> {
            List<Track> ofTab = tracks.stream().filter(track -> track.page.tab.equals(tab)).toList();
            lanes.add(new Lane(tab, union(stretches), proofs(ofTab, end), lastInUse(ofTab).exit()));
        });
        return lanes;
    }

    /** A page that came out of the back/forward cache is in use after those that appeared later. */
    private static Track lastInUse(List<Track> ofTab) {
        return ofTab.stream().reduce((one, next) -> next.to() >= one.to() ? next : one).orElseThrow();
    }

    private static List<Cited> proofs(List<Track> ofTab, long end) {
        List<Cited> proofs = ofTab.stream().flatMap(track -> track.proofs(end)).sorted(Comparator.comparing(Cited::at)).toList();
        return proofs.subList(Math.max(0, proofs.size() - MOST_PROOFS), proofs.size());
    }

    /** Time in which at least one tab was engaged. */
    static Duration engaged(List<Lane> lanes) {
        List<Stretch> all = new ArrayList<>();
        lanes.forEach(lane -> lane.stretches().stream().filter(stretch -> stretch.state() == State.ENGAGED).forEach(all::add));
        return union(all).stream().filter(stretch -> stretch.state() == State.ENGAGED)
            .map(stretch -> Duration.between(stretch.from(), stretch.to())).reduce(Duration.ZERO, Duration::plus);
    }

    /** Where stretches overlap the liveliest holds; where there are none in between, away. */
    private static List<Stretch> union(List<Stretch> stretches) {
        List<Edge> edges = new ArrayList<>(stretches.size() * 2);
        for (Stretch stretch : stretches) {
            edges.add(new Edge(stretch.from().toEpochMilli(), stretch.state(), 1));
            edges.add(new Edge(stretch.to().toEpochMilli(), stretch.state(), -1));
        }
        edges.sort(Comparator.comparingLong(Edge::at));
        int[] open = new int[State.values().length];
        List<Stretch> union = new ArrayList<>();
        long from = 0;
        State state = null;
        for (int i = 0; i < edges.size(); i++) {
            Edge edge = edges.get(i);
            open[edge.state().ordinal()] += edge.step();
            boolean last = i + 1 == edges.size();
            if (!last && edges.get(i + 1).at() == edge.at()) {
                continue;
            }
            State now = last ? null : liveliest(open);
            if (now != state) {
                if (state != null && edge.at() > from) {
                    union.add(new Stretch(state, Instant.ofEpochMilli(from), Instant.ofEpochMilli(edge.at())));
                }
                state = now;
                from = edge.at();
            }
        }
        return union;
    }

    private static State liveliest(int[] open) {
        for (State state : State.values()) {
            if (open[state.ordinal()] > 0) {
                return state;
            }
        }
        return State.AWAY;
    }
}
