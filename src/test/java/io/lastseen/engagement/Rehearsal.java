package io.lastseen.engagement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Does what the service's decision loop does, under a virtual clock: judges a visitor whenever evidence has arrived or a
 * verdict is due, keeps what became final, and notes when each end was first known.
 */
final class Rehearsal {
    /** An end that moves by more than this is a new end, ms; less is the clock's offset becoming clearer. */
    private static final long SAME_END_MS = 1_000;

    /** A session as the loop's rows have it. */
    record Known(Judgement judgement, Optional<Instant> decidedAt, int revision) { }

    private final Timings timings;
    private final List<Trace.Down> downs;
    private final Instant epoch;
    private final List<Evidence> store = new ArrayList<>();
    private final Map<String, SettledSession> finals = new HashMap<>();
    private final Map<String, Known> known = new LinkedHashMap<>();
    private Optional<Instant> due = Optional.empty();
    private int reopened;
    private final List<String> broken = new ArrayList<>();

    Rehearsal(Instant epoch, List<Trace.Down> downs, Timings timings) {
        this.epoch = epoch;
        this.downs = downs;
        this.timings = timings;
    }

    /** Delivers evidence in the order of its receipt and lets time pass until {@code end}. */
    Rehearsal run(Collection<Evidence> arrivals, Instant end) {
        TreeMap<Instant, List<Evidence>> byArrival = new TreeMap<>();
        arrivals.forEach(one -> byArrival.computeIfAbsent(running(one.receivedAt()), at -> new ArrayList<>()).add(one));
        for (Map.Entry<Instant, List<Evidence>> arrival : byArrival.entrySet()) {
            passUntil(arrival.getKey());
            store.addAll(arrival.getValue());
            judge(arrival.getKey());
        }
        passUntil(end);
        return this;
    }

    private void passUntil(Instant end) {
        while (due.isPresent() && running(due.get()).isBefore(end)) {
            judge(running(due.get()));
        }
    }

    /** The next instant at which the service runs. */
    private Instant running(Instant at) {
        for (Trace.Down down : downs) {
            Instant from = epoch.plusMillis(down.from());
            Instant to = epoch.plusMillis(down.to());
            if (!at.isBefore(from) && at.isBefore(to)) {
                return to;
            }
        }
        return at;
    }

    private void judge(Instant now) {
        List<Judgement> judgements = Engagement.judge(store, finals.values(), timings, now);
        List<String> judged = judgements.stream().map(Judgement::id).toList();
        finals.keySet().stream().filter(id -> !judged.contains(id)).forEach(id -> broken.add(id + " is gone at " + now));
        known.keySet().retainAll(judged);
        due = Optional.empty();
        for (Judgement judgement : judgements) {
            note(judgement, now);
            judgement.nextDue().filter(at -> due.isEmpty() || at.isBefore(due.get())).ifPresent(at -> due = Optional.of(at.isAfter(now) ? at : now.plusMillis(1)));
            SettledSession before = finals.get(judgement.id());
            if (before != null && !(judgement.settled() && judgement.startedAt().equals(before.startedAt()) && judgement.documentIds().containsAll(before.documents()))) {
                broken.add(before + " became " + judgement);
            }
            if (judgement.settled()) {
                finals.put(judgement.id(), judgement.settle());
            }
        }
    }

    private void note(Judgement judgement, Instant now) {
        Known before = known.get(judgement.id());
        Optional<Verdict> earlier = before == null ? Optional.empty() : before.judgement().verdict();
        Optional<Instant> decidedAt = Optional.empty();
        if (judgement.verdict().isPresent()) {
            boolean same = earlier.filter(verdict -> Math.abs(verdict.endedAt().toEpochMilli() - judgement.verdict().get().endedAt().toEpochMilli()) <= SAME_END_MS).isPresent();
            decidedAt = Optional.of(same ? before.decidedAt().orElseThrow() : now);
        } else if (earlier.isPresent()) {
            reopened++;
        }
        boolean changed = before != null && !earlier.equals(judgement.verdict());
        known.put(judgement.id(), new Known(judgement, decidedAt, before == null ? 0 : before.revision() + (changed ? 1 : 0)));
    }

    int reopened() {
        return reopened;
    }

    /** Final sessions that later judgements did not leave whole. */
    List<String> broken() {
        return broken;
    }

    /** All that was judged, oldest first. */
    List<Judgement> all() {
        return known.values().stream().map(Known::judgement).sorted(Comparator.comparing(Judgement::startedAt)).toList();
    }

    /** Sessions of people, oldest first. */
    List<Known> sessions() {
        return known.values().stream().filter(session -> session.judgement().counted())
            .sorted(Comparator.comparing(session -> session.judgement().startedAt())).toList();
    }
}
