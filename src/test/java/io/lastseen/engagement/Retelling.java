package io.lastseen.engagement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the service would have told of a trace.
 *
 * @param told     the ended sessions of people, oldest first
 * @param reopened how often an end was taken back
 */
record Retelling(List<Score.Told> told, int reopened) {
    private static final Duration TIMERS_RUN_OUT = Duration.ofHours(2);

    static Retelling of(Trace trace) {
        List<Score.Told> told = new ArrayList<>();
        int reopened = 0;
        for (List<Evidence> person : people(trace.arrivals())) {
            Rehearsal rehearsal = new Rehearsal(trace.epoch(), trace.downs(), Timings.defaults())
                .run(person, trace.epoch().plusMillis(trace.horizon()).plus(TIMERS_RUN_OUT));
            told.addAll(told(trace, rehearsal));
            reopened += rehearsal.reopened();
        }
        told.sort(Comparator.comparingLong(Score.Told::start));
        return new Retelling(told, reopened);
    }

    private static List<Score.Told> told(Trace trace, Rehearsal rehearsal) {
        List<Score.Told> told = new ArrayList<>();
        for (Rehearsal.Known session : rehearsal.sessions()) {
            session.judgement().verdict().ifPresent(verdict -> told.add(new Score.Told(trace.since(session.judgement().startedAt()),
                trace.since(verdict.endedAt()), verdict.reason().text(), trace.since(session.decidedAt().orElseThrow()), verdict.confidence())));
        }
        return told;
    }

    /** As room session joins visitors: two ids are one person's where a tab, or a page that led to another, shows it. */
    private static Collection<List<Evidence>> people(List<Evidence> arrivals) {
        Map<String, String> joined = new HashMap<>();
        Map<String, String> visitorOf = new HashMap<>();
        arrivals.forEach(one -> visitorOf.putIfAbsent("document " + one.document(), one.visitor()));
        for (Evidence one : arrivals) {
            join(joined, one.visitor(), visitorOf.computeIfAbsent("tab " + one.tab(), tab -> one.visitor()));
            if (one.signal() instanceof Signal.Load load) {
                load.previous().or(load::opener).map(document -> visitorOf.get("document " + document)).ifPresent(kin -> join(joined, one.visitor(), kin));
            }
        }
        Map<String, List<Evidence>> people = new LinkedHashMap<>();
        arrivals.forEach(one -> people.computeIfAbsent(root(joined, one.visitor()), person -> new ArrayList<>()).add(one));
        return people.values();
    }

    private static void join(Map<String, String> joined, String visitor, String other) {
        String root = root(joined, visitor);
        String otherRoot = root(joined, other);
        if (!root.equals(otherRoot)) {
            joined.put(root, otherRoot);
        }
    }

    private static String root(Map<String, String> joined, String visitor) {
        String root = visitor;
        while (joined.containsKey(root)) {
            root = joined.get(root);
        }
        return root;
    }
}
