package io.lastseen.engagement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes through what happened, once and in order, and finds out which session each thing belongs to. */
final class Walk {
    /** An input that soon after a hand-over still belongs to it, ms. */
    private static final long SAME_ACT_MS = 2_000;
    /** So long other tabs may still testify after recording was stopped in one, ms. */
    private static final long STOP_TAIL_MS = 5_000;

    private final Fold fold;
    private final Timings timings;
    private final Foresight foresight;
    private final Finals finals;
    private final Map<String, Page> pages = new HashMap<>();
    private final Map<String, Page> latestInTab = new HashMap<>();
    private final Set<Page> there = new LinkedHashSet<>();
    private final Map<String, Visit> visitOfFinal = new HashMap<>();
    private final List<Visit> visits = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final long soonest;
    private Visit current;
    private long clock = Long.MIN_VALUE;
    private long tailUntil = Long.MIN_VALUE;
    /** Whose document is over, while the tail lasts; null after a sign-out, whose goodbye page is nobody's. */
    private Page stopped;

    Walk(Fold fold, Collection<SettledSession> finals, Timings timings) {
        this.fold = fold;
        this.timings = timings;
        this.foresight = new Foresight(timings, fold.crashed());
        this.finals = new Finals(finals, timings);
        this.finals.ids().forEach(ids::add);
        this.soonest = Math.min(Math.min(timings.reopenClosed().toMillis(), timings.reopenLeft().toMillis()), timings.absent().toMillis());
    }

    List<Visit> visits() {
        return visits;
    }

    void through() {
        fold.moments().forEach(this::step);
    }

    private void step(Moment moment) {
        Page page = pages.computeIfAbsent(moment.evidence().document(), document -> appear(moment));
        boolean automatic = automatic(page, moment);
        Optional<Proof> proof = Proofs.of(page, moment, automatic);
        belong(moment, page, proof);
        if (current != null && current.frozen().isEmpty()) {
            testify(moment, page, proof);
        } else {
            page.apply(moment, proof);
        }
        there.add(page);
        if (moment.evidence().signal() instanceof Signal.Load load) {
            tidy(moment, page, load);
        }
        clock = moment.at();
    }

    /** How the session ends if nothing else happens, as one sees it at {@code now}. */
    Prospect prospect(Visit visit, long now) {
        return foresight.of(visit, there, clock, now);
    }

    private Page appear(Moment moment) {
        Evidence evidence = moment.evidence();
        boolean copied = fold.copies().contains(evidence.document()) && latestInTab.containsKey(evidence.tab());
        String tab = copied ? evidence.tab() + "-" + evidence.document() : evidence.tab();
        return new Page(moment, tab, fold.clocks().get(evidence.document()), timings);
    }

    /** A page that nobody read and that loads itself again is nobody's doing. */
    private boolean automatic(Page page, Moment moment) {
        Page before = latestInTab.get(page.tab);
        return moment.evidence().signal() instanceof Signal.Load load && load.navigation().equals("reload") && !load.restored() && !load.discarded()
            && before != null && before.departure().filter(going -> going.kind() == ExitKind.SAME_SITE && going.at() > before.attentiveUntil()).isPresent();
    }

    /** The current session is over for good as soon as a return at this instant would be a new one. */
    private void close(Moment moment) {
        if (current == null || current.frozen().isPresent()) {
            return;
        }
        // What is final closed by the timings of its day, which may have been shorter than today's.
        Optional<Long> closed = current.settled().map(settled -> settled.closesAt().toEpochMilli());
        long openUntil = Math.min(current.lastAt() + soonest, closed.orElse(Long.MAX_VALUE));
        if (current.seen() && !outlived(moment) && moment.at() <= openUntil) {
            return;
        }
        Prospect prospect = foresight.of(current, there, clock, moment.at());
        long closesAt = closed.orElse(prospect.closesAt());
        if (moment.at() > closesAt && !(current.settled().isPresent() && !moment.evidence().live() && moment.at() <= prospect.closesAt())) {
            current.freeze(prospect);
        }
    }

    private void belong(Moment moment, Page page, Optional<Proof> proof) {
        boolean tail = tail(moment, page);
        boolean opens = proof.filter(Proof::opens).isPresent() && !tail;
        Optional<SettledSession> owner = finals.owner(moment, opens);
        if (owner.isPresent()) {
            turnTo(owner.get(), moment, page);
            return;
        }
        close(moment);
        if (current == null || current.frozen().isPresent()) {
            boolean loads = moment.evidence().signal() instanceof Signal.Load && !tail;
            if (opens || loads) {
                begin(moment, page, goneOnWith(moment));
            }
        } else if (opens && current.settled().isEmpty() && outlived(moment)) {
            Prospect prospect = foresight.of(current, there, clock, moment.at());
            current.freeze(prospect);
            begin(moment, page, prospect.reason() == Reason.LIMIT ? Optional.of(current.id) : Optional.empty());
        }
    }

    /** Where more follows that is its own, a final session goes on; where its end was said, it at least keeps its documents. */
    private void turnTo(SettledSession owner, Moment moment, Page page) {
        Visit visit = visitOfFinal.computeIfAbsent(owner.id(), id -> open(id, owner.startedAt().toEpochMilli(), Optional.empty(), Optional.of(owner)));
        if (current != visit) {
            leaveCurrent(moment);
            current = visit;
        }
        visit.thaw();
        if (visit.frozen().isPresent() && owner.documents().contains(page.document)) {
            visit.tracks.computeIfAbsent(page, late -> new Track(late, moment.at())).hold(moment.evidence());
        }
    }

    private boolean outlived(Moment moment) {
        return moment.at() >= current.startedAt() + timings.longestLife().toMillis();
    }

    /** The session that ran into the longest life a moment ago, with whose visit this goes on. */
    private Optional<String> goneOnWith(Moment moment) {
        return Optional.ofNullable(current).filter(before -> before.frozen().orElseThrow().reason() == Reason.LIMIT)
            .filter(before -> moment.at() <= before.lastAt() + timings.absent().toMillis()).map(before -> before.id);
    }

    /** Another document in the tab where recording was stopped: there it was started again, and what it sees is somebody's. */
    private boolean tail(Moment moment, Page page) {
        boolean again = stopped != null && page != stopped && page.tab.equals(stopped.tab);
        return moment.at() < tailUntil && !again;
    }

    private void leaveCurrent(Moment moment) {
        if (current != null && current.frozen().isEmpty()) {
            current.freeze(foresight.of(current, there, clock, moment.at()).interruptedAt(moment.at()));
        }
    }

    private void begin(Moment moment, Page page, Optional<String> previous) {
        String id = page.document;
        for (int i = 2; !ids.add(id); i++) {
            id = page.document + "-" + i;
        }
        current = open(id, moment.at(), previous, Optional.empty());
    }

    private Visit open(String id, long startedAt, Optional<String> previous, Optional<SettledSession> settled) {
        Visit visit = new Visit(id, startedAt, previous, settled, fold.robots());
        visits.add(visit);
        return visit;
    }

    private void testify(Moment moment, Page page, Optional<Proof> proof) {
        Signal signal = moment.evidence().signal();
        Track track = current.tracks.get(page);
        boolean known = current.settled().filter(settled -> settled.documents().contains(page.document)).isPresent();
        if (track == null && (known || signal instanceof Signal.Load || proof.isPresent() || current.tracks.isEmpty())) {
            track = new Track(page, moment.at());
            current.tracks.put(page, track);
        }
        if (track != null) {
            track.advance(moment.at());
            track.hold(moment.evidence());
        }
        page.apply(moment, proof);
        if (track != null) {
            proof.ifPresent(track::prove);
        }
        if (track != null && signal instanceof Signal.Gap gap) {
            track.slept(moment.at() - gap.asleep().toMillis(), moment.at());
        }
        proof.filter(p -> current.seen() || p.opens()).ifPresent(current::prove);
        current.count(moment, proof);
        current.paying(moment, page, proof, SAME_ACT_MS);
        say(moment, page);
    }

    private void say(Moment moment, Page page) {
        Signal signal = moment.evidence().signal();
        Instant at = Instant.ofEpochMilli(moment.at());
        if (signal instanceof Signal.SignOut) {
            current.say(new Visit.Said(moment.at(), Reason.SIGNED_OUT, Optional.empty(), new Cited("signout", at, "The visitor signed out.")));
            tailUntil = moment.at() + timings.signOutTail().toMillis();
            stopped = null;
        } else if (signal instanceof Signal.Stop stop) {
            current.say(new Visit.Said(moment.at(), Reason.STOPPED, Optional.of(stop.why()),
                new Cited("stop", at, stop.why().equals("consent") ? "Consent to recording was withdrawn." : "Recording was stopped.")));
            tailUntil = moment.at() + STOP_TAIL_MS;
            stopped = page;
        } else {
            return;
        }
        current.freeze(foresight.of(current, there, moment.at(), moment.at()));
    }

    /** A document that begins in a tab takes the place of the one before; what has long gone need not be looked at again. */
    private void tidy(Moment moment, Page page, Signal.Load load) {
        page.current();
        Page before = latestInTab.put(page.tab, page);
        if (before != null && before != page) {
            before.replacedBy(page, moment.at());
        }
        load.previous().map(pages::get).filter(previous -> previous != page && previous.tab.equals(page.tab)).ifPresent(previous -> previous.replacedBy(page, moment.at()));
        there.removeIf(other -> other != page && other.presence(moment.at()) == Presence.GONE && nothingMoreToTell(other));
    }

    /** A page that was cut may still be the last that was read. */
    private boolean nothingMoreToTell(Page page) {
        return page.departure().isPresent() || page.replaced() || current == null || page.silentSince() < current.lastAt();
    }

    boolean several() {
        return there.size() > 1;
    }

    Map<String, Page> pagesByTab(Visit visit) {
        Map<String, Page> byTab = new LinkedHashMap<>();
        visit.tracks.keySet().stream().filter(there::contains).forEach(page -> byTab.put(page.tab, page));
        return byTab;
    }
}
