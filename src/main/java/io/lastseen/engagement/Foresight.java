package io.lastseen.engagement;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works out how a session ends if nothing else happens: which tab decides, why, when that is known and when it is final. */
final class Foresight {
    private static final double SURE = 1.0;

    private final Timings timings;
    private final Exits exits;
    private final Reasoning reasoning;

    Foresight(Timings timings, Map<String, Fold.Crashed> crashed) {
        this.timings = timings;
        this.exits = new Exits(timings);
        this.reasoning = new Reasoning(timings, exits, crashed);
    }

    /**
     * Follows what happens by itself from {@code since}, the last thing that happened, up to {@code now}: tabs fall silent,
     * graces run out. The first instant at which that decides is the one that counts, however late one asks.
     *
     * @param pages the visitor's pages that may still be there
     */
    Prospect of(Visit visit, Collection<Page> pages, long since, long now) {
        if (visit.frozen().isPresent()) {
            return visit.frozen().get();
        }
        long at = since;
        while (true) {
            Prospect prospect = at(visit, pages, at);
            long next = Long.MAX_VALUE;
            for (Page page : pages) {
                next = Math.min(next, page.nextChange(at));
            }
            if (prospect.due() <= next || next > now) {
                return prospect.recheckedAt(next);
            }
            at = next;
        }
    }

    private Prospect at(Visit visit, Collection<Page> pages, long now) {
        if (visit.said().isPresent()) {
            return said(visit, visit.said().get());
        }
        Census census = Census.of(pages, now);
        if (!visit.seen()) {
            return unseen(visit, census);
        }
        Proof lead = visit.lead().orElseThrow();
        for (Page page : pages) {
            if (visit.tracks.containsKey(page)) {
                lead = Proof.later(lead, Proofs.ofVanishing(page, now).orElse(null));
            }
        }
        Prospect natural = natural(visit, census, lead, now);
        long limit = visit.startedAt() + timings.longestLife().toMillis();
        if (natural.due() > limit && census.anybody()) {
            Cited timer = new Cited("timer", Instant.ofEpochMilli(limit), "The session reached its longest life; the visit goes on as a new one.");
            long end = lead.page().attentive(limit) ? limit : lead.at();
            natural = new Prospect(Reason.LIMIT, Optional.empty(), end, SURE, List.of(lead.cited(), timer), limit, limit, natural.state());
        }
        return visit.robot() ? robot(natural) : natural;
    }

    private Prospect said(Visit visit, Visit.Said said) {
        boolean there = visit.lead().filter(lead -> lead.page().attentive(said.at()) || said.at() - lead.at() <= timings.shortestReading().toMillis()).isPresent();
        long end = there || visit.lead().isEmpty() ? said.at() : Math.min(said.at(), visit.lead().get().at());
        Prospect prospect = new Prospect(said.reason(), said.why(), end, SURE, List.of(said.cited()), said.at(), said.at(), new SessionState.Engaged());
        return visit.seen() ? visit.robot() ? robot(prospect) : prospect
            : new Prospect(Reason.UNSEEN, Optional.empty(), said.at(), SURE, prospect.cited(), said.at(), said.at(), new SessionState.Pending());
    }

    private Prospect unseen(Visit visit, Census census) {
        long due = census.anybody() ? visit.startedAt() + timings.longestLife().toMillis()
            : Math.max(visit.touchedAt(), census.leavingUntil());
        Cited timer = new Cited("timer", Instant.ofEpochMilli(due), "Nobody ever saw a page of this visit.");
        return new Prospect(Reason.UNSEEN, Optional.empty(), visit.startedAt(), SURE, List.of(timer), due, due + timings.delivery().toMillis(), new SessionState.Pending());
    }

    private static Prospect robot(Prospect as) {
        Cited why = new Cited("load", Instant.ofEpochMilli(as.endedAt()), "An automated browser: it says so, or goes through pages without any input.");
        return new Prospect(Reason.BOT, Optional.empty(), as.endedAt(), SURE, List.of(why), as.due(), as.closesAt(), as.state());
    }

    private Prospect natural(Visit visit, Census census, Proof lead, long now) {
        Page page = lead.page().heir();
        Why why = reasoning.why(lead, now);
        long idleDue = lead.at() + timings.idle().toMillis();
        long parkedDue = Math.min(idleDue, Math.max(lead.at(), Math.max(census.hiddenSince(), hiddenSince(page))) + timings.parked().toMillis());
        boolean exited = exits.exited(page);
        long due;
        if (census.visible()) {
            due = idleDue;
        } else if (census.hidden()) {
            due = census.absentFrom(parkedDue);
        } else if (exited) {
            due = Math.max(page.leavingUntil(), census.leavingUntil());
        } else {
            due = census.absentFrom(page.visible() ? idleDue : parkedDue);
        }
        long closesAt = lead.at() + timings.absent().toMillis();
        if (exited && !census.anybody()) {
            long exitAt = Exits.at(page);
            boolean exitProved = lead.at() >= exitAt || page.departure().isEmpty();
            // who still had another tab can come back as if that one had been closed last
            long others = Math.min(closesAt, Math.max(exitAt, census.lastGoneAt()) + exits.reopen(page).toMillis());
            closesAt = exitProved ? Math.max(exitAt + exits.reopen(page).toMillis(), others) : others;
        }
        if (visit.handOver().isPresent()) {
            long until = visit.handOver().get().at() + timings.payment().toMillis();
            due = Math.max(due, until);
            closesAt = Math.max(page.departure().filter(going -> going.kind() == ExitKind.PAYMENT).isPresent() ? until : closesAt, until);
        }
        return new Prospect(why.reason(), why.detail(), lead.at(), why.confidence(), why.after(lead, due), due, closesAt,
            state(visit, census, page, exited));
    }

    private static long hiddenSince(Page page) {
        return page.visible() ? Page.NEVER : page.hiddenAt();
    }

    private SessionState state(Visit visit, Census census, Page lead, boolean exited) {
        if (visit.handOver().isPresent()) {
            return new SessionState.HandedOver(visit.handOver().get().host());
        }
        if (census.attentive()) {
            return new SessionState.Engaged();
        }
        if (census.visible()) {
            return new SessionState.Quiet();
        }
        if (exited && !census.hidden()) {
            return new SessionState.Leaving(lead.departure().map(Departure::kind).orElse(ExitKind.DROP));
        }
        return new SessionState.Away();
    }
}
