package io.lastseen.engagement;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells from all evidence of one person, who may have had several visitor ids, which sessions there were and how each ended.
 *
 * <p>The evidence is put on the service's clock and walked through once, in the order in which it happened. Every proof of a
 * person continues the session at hand, unless that one had ended for good by then. How a session ends follows from the tab
 * with the last proof: whether it said goodbye, was cut, fell silent, was hidden, or is still on a screen that nobody reads.
 */
public final class Engagement {
    private Engagement() { }

    /**
     * What the evidence says at {@code now}, oldest session first.
     *
     * @param evidence all evidence of the linked visitors, in any order, duplicates welcome; of a settled session all or none
     * @param finals   sessions that are final: they are amended, never split or merged
     * @param now      on the service's clock, not before any receipt
     */
    public static List<Judgement> judge(Collection<Evidence> evidence, Collection<SettledSession> finals, Timings timings, Instant now) {
        requireNonNull(timings, "timings");
        Walk walk = new Walk(Fold.of(evidence, timings), finals, timings);
        walk.through();
        long at = now.toEpochMilli();
        List<Judgement> judgements = new ArrayList<>();
        walk.visits().stream().sorted(Comparator.comparingLong(Visit::startedAt)).forEach(visit -> judgements.add(judgement(walk, visit, timings, at)));
        return judgements;
    }

    private static Judgement judgement(Walk walk, Visit visit, Timings timings, long now) {
        boolean over = visit.frozen().isPresent();
        Prospect prospect = walk.prospect(visit, now);
        boolean ended = over || now >= prospect.due();
        long settles = prospect.closesAt() + (prospect.closesAt() > prospect.due() ? timings.delivery().toMillis() : 0);
        boolean last = over || visit.settled().isPresent() || ended && now >= Math.max(prospect.due(), settles);
        ended |= last;
        if (!over) {
            visit.tracks.values().forEach(track -> track.advance(now));
        }
        long end = ended ? Math.max(prospect.endedAt(), visit.startedAt()) : now;
        List<Lane> lanes = Lanes.of(visit.tracks.values(), visit.startedAt(), end);
        Optional<Verdict> verdict = ended
            ? Optional.of(new Verdict(prospect.reason(), prospect.detail(), Instant.ofEpochMilli(end), prospect.confidence(), !last, prospect.cited()))
            : Optional.empty();
        SessionState state = last ? new SessionState.EndedFinally()
            : ended ? new SessionState.EndedProvisionally(Instant.ofEpochMilli(prospect.closesAt())) : prospect.state();
        // a tab that falls silent matters to the verdict only where it is not the only one
        Optional<Instant> nextDue = last ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(ended ? Math.max(prospect.due(), settles) : Math.min(prospect.due(), walk.several() ? prospect.recheck() : Long.MAX_VALUE)));
        boolean counted = visit.seen() && !visit.robot();
        return new Judgement(visit.id, visit.previous, documents(visit, ended ? end : now), tabs(walk, visit, ended, now), state,
            Instant.ofEpochMilli(visit.startedAt()), verdict, counted, Instant.ofEpochMilli(closesAt(visit, prospect)), nextDue, lanes,
            Lanes.engaged(lanes), Instant.ofEpochMilli(attentiveUntil(visit, now)));
    }

    private static long attentiveUntil(Visit visit, long now) {
        return visit.tracks.keySet().stream().filter(page -> page.attentive(now))
            .mapToLong(page -> page.watching() ? Long.MAX_VALUE : page.attentiveUntil()).max().orElse(visit.startedAt());
    }

    /** A final session keeps the time it had, and what late evidence has added to it; one that nobody saw takes no time. */
    private static long closesAt(Visit visit, Prospect prospect) {
        if (prospect.reason() == Reason.UNSEEN) {
            return visit.startedAt();
        }
        return visit.settled().map(settled -> Math.max(settled.closesAt().toEpochMilli(), prospect.endedAt())).orElse(prospect.closesAt());
    }

    private static List<DocumentSpan> documents(Visit visit, long end) {
        List<DocumentSpan> documents = new ArrayList<>();
        for (Track track : visit.tracks.values()) {
            Page page = track.page;
            long to = Math.max(track.from, Math.min(track.to(), end));
            documents.add(new DocumentSpan(page.document, page.tab, page.visitor, Instant.ofEpochMilli(track.from), Instant.ofEpochMilli(to), page.clock,
                track.first(), track.last()));
        }
        return documents;
    }

    private static Map<String, TabState> tabs(Walk walk, Visit visit, boolean ended, long now) {
        Map<String, TabState> tabs = new HashMap<>();
        if (!ended) {
            walk.pagesByTab(visit).forEach((tab, page) -> tabs.put(tab, Tabs.state(page, now)));
        }
        return tabs;
    }
}
