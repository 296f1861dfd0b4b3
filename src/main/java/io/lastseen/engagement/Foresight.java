package io.lastseen.engagement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works out how a session ends if nothing else happens: which tab decides, why, when that is known and when it is final. */
final class Foresight {
    private static final double SURE = 1.0;
    private static final double SEEN = 0.98;
    private static final double TOLD_LITTLE = 0.85;
    private static final double DROPPED = 0.80;
    private static final double ABSENT = 0.70;
    private static final double NOTHING_FOLLOWED = 0.60;

    private final Timings timings;
    private final Map<String, Fold.Crashed> crashed;

    Foresight(Timings timings, Map<String, Fold.Crashed> crashed) {
        this.timings = timings;
        this.crashed = crashed;
    }

    /** Which tabs are there. */
    private record Census(boolean visible, boolean hidden, boolean attentive, List<Page> leaving, long hiddenSince, long lastGoneAt) {
        static Census of(Collection<Page> pages, long now) {
            boolean visible = false;
            boolean hidden = false;
            boolean attentive = false;
            List<Page> leaving = new ArrayList<>();
            long hiddenSince = Page.NEVER;
            long lastGoneAt = Page.NEVER;
            for (Page page : pages) {
                switch (page.presence(now)) {
                    case VISIBLE -> {
                        visible = true;
                        attentive |= page.attentive(now);
                    }
                    case HIDDEN -> {
                        hidden = true;
                        attentive |= page.watching();
                        hiddenSince = Math.max(hiddenSince, page.hiddenAt());
                    }
                    case LEAVING -> {
                        leaving.add(page);
                        lastGoneAt = Math.max(lastGoneAt, page.goneAt());
                    }
                    default -> lastGoneAt = Math.max(lastGoneAt, page.goneAt());
                }
            }
            return new Census(visible, hidden, attentive, leaving, hiddenSince, lastGoneAt);
        }

        boolean anybody() {
            return visible || hidden;
        }

        long leavingUntil() {
            return leaving.stream().mapToLong(Page::leavingUntil).max().orElse(Page.NEVER);
        }

        /** When an absence is decided: who goes before that is waited for; what goes afterwards is a browser that is shut down. */
        long absentFrom(long due) {
            return leaving.stream().filter(page -> page.goneAt() < due).mapToLong(Page::leavingUntil).reduce(due, Math::max);
        }
    }

    /** Why, and what for. */
    private record Why(Reason reason, Optional<String> detail, double confidence, List<Cited> cited) { }

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
        Why why = why(lead, now);
        long idleDue = lead.at() + timings.idle().toMillis();
        long parkedDue = Math.min(idleDue, Math.max(lead.at(), Math.max(census.hiddenSince(), hiddenSince(page))) + timings.parked().toMillis());
        boolean exited = exited(page);
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
            long exitAt = exitAt(page);
            boolean exitProved = lead.at() >= exitAt || page.departure().isEmpty();
            // who still had another tab can come back as if that one had been closed last
            long others = Math.min(closesAt, Math.max(exitAt, census.lastGoneAt()) + reopen(page).toMillis());
            closesAt = exitProved ? Math.max(exitAt + reopen(page).toMillis(), others) : others;
        }
        if (visit.handOver().isPresent()) {
            long until = visit.handOver().get().at() + timings.payment().toMillis();
            due = Math.max(due, until);
            closesAt = Math.max(page.departure().filter(going -> going.kind() == ExitKind.PAYMENT).isPresent() ? until : closesAt, until);
        }
        return new Prospect(why.reason(), why.detail(), lead.at(), why.confidence(), cited(lead, why, due), due, closesAt,
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

    /** Whether this page went by an exit of its own, rather than by nobody looking any more. */
    private boolean exited(Page page) {
        return page.departure().isPresent() || page.loss().filter(loss -> loss.closed() && loss.onScreen()).isPresent() && !tooLate(page);
    }

    /** A connection that is cut when the absence was already decided is a shutdown, not a visitor. */
    private boolean tooLate(Page page) {
        return page.loss().filter(loss -> loss.at() >= page.attentiveUntil() && loss.at() >= page.lastAttention() + timings.idle().toMillis()).isPresent();
    }

    private static long exitAt(Page page) {
        return page.departure().map(Departure::at).orElseGet(() -> page.loss().orElseThrow().at());
    }

    private Duration reopen(Page page) {
        ExitKind kind = kind(page);
        return kind == ExitKind.CLOSE || kind == ExitKind.DROP || kind == ExitKind.UNKNOWN && !page.departure().orElseThrow().persisted()
            ? timings.reopenClosed() : timings.reopenLeft();
    }

    private static ExitKind kind(Page page) {
        return page.departure().map(Departure::kind)
            .orElseGet(() -> page.hints().kind(page.loss().orElseThrow().at()).filter(hint -> hint != ExitKind.SAME_SITE).orElse(ExitKind.DROP));
    }

    private Why why(Proof lead, long now) {
        Page page = lead.page().heir();
        if (page.departure().isPresent()) {
            Departure going = page.departure().get();
            List<Cited> cited = List.of(going.cited());
            return switch (going.kind()) {
                case CLOSE, DROP -> new Why(Reason.CLOSED, Optional.empty(), SEEN, cited);
                case OTHER_SITE -> new Why(Reason.LEFT, Optional.of(going.host().orElse("typed")), going.seen() ? SEEN : TOLD_LITTLE, cited);
                case PAYMENT -> new Why(Reason.LEFT, going.host(), going.seen() ? SEEN : TOLD_LITTLE, cited);
                case SAME_SITE -> new Why(Reason.CLOSED, Optional.empty(), NOTHING_FOLLOWED, cited);
                case UNKNOWN -> new Why(going.persisted() ? Reason.LEFT : Reason.CLOSED, Optional.empty(), TOLD_LITTLE, cited);
            };
        }
        if (exited(page)) {
            return dropped(page, page.loss().orElseThrow());
        }
        if (page.loss().isPresent() && page.loss().get().onScreen() && page.visible() || page.visible() && page.presence(now) == Presence.UNREACHABLE) {
            boolean reading = page.watching() || page.silentSince() <= page.attentiveUntil();
            return !reading ? new Why(Reason.IDLE, Optional.empty(), ABSENT, List.of())
                : new Why(page.fellAsleep() ? Reason.SUSPENDED : Reason.LOST, Optional.empty(), ABSENT, List.of());
        }
        if (page.sleptWhileRead()) {
            return new Why(Reason.SUSPENDED, Optional.empty(), ABSENT, List.of());
        }
        boolean hiddenWhileRead = !page.visible() && lead.at() + timings.navigation().toMillis() >= page.hiddenAt();
        return hiddenWhileRead ? new Why(Reason.PARKED, Optional.empty(), TOLD_LITTLE, List.of())
            : new Why(Reason.IDLE, Optional.empty(), ABSENT, List.of());
    }

    private Why dropped(Page page, Loss loss) {
        Fold.Crashed crash = crashed.get(page.document);
        Cited cut = new Cited("chan.drop", Instant.ofEpochMilli(loss.at()), "The connection of the page was cut without a goodbye, and it did not come back.");
        if (crash != null) {
            Cited report = new Cited("crash", Instant.ofEpochMilli(crash.reportedAt()), "The browser reported that the page had crashed" + crash.reason().map(r -> " (" + r + ")").orElse("") + ".");
            return new Why(Reason.CRASHED, crash.reason(), SEEN, List.of(cut, report));
        }
        ExitKind hint = kind(page);
        if (hint == ExitKind.OTHER_SITE || hint == ExitKind.PAYMENT) {
            return new Why(Reason.LEFT, page.hints().host(loss.at(), Hints.SLOW_MS), DROPPED, List.of(cut));
        }
        return new Why(Reason.CLOSED, Optional.empty(), DROPPED, List.of(cut));
    }

    private List<Cited> cited(Proof lead, Why why, long due) {
        List<Cited> cited = new ArrayList<>();
        if (why.cited().stream().noneMatch(one -> one.at().toEpochMilli() == lead.at() && one.kind().equals(lead.kind()))) {
            cited.add(lead.cited());
        }
        cited.addAll(why.cited());
        String waited = switch (why.reason()) {
            case PARKED -> "All tabs were hidden, and nobody came back.";
            case IDLE -> "Nothing proved a person any more.";
            case SUSPENDED -> "The machine fell asleep, and nobody came back.";
            case LOST -> "The page could not be reached any more.";
            default -> "Nothing followed.";
        };
        cited.add(new Cited("timer", Instant.ofEpochMilli(due), waited));
        return cited;
    }
}
