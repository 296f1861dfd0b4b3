package io.lastseen.engagement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why a session ends that nothing was said of: by what became of the page that was used last. */
record Reasoning(Timings timings, Exits exits, Map<String, Fold.Crashed> crashed) {
    private static final double SEEN = 0.98;
    private static final double TOLD_LITTLE = 0.85;
    private static final double DROPPED = 0.80;
    private static final double ABSENT = 0.70;
    private static final double NOTHING_FOLLOWED = 0.60;

    Why why(Proof lead, long now) {
        Page page = lead.page().heir();
        if (page.departure().isPresent()) {
            return departed(page.departure().get());
        }
        if (exits.exited(page)) {
            return dropped(page, page.loss().orElseThrow());
        }
        if (page.loss().isPresent() && page.loss().get().onScreen() && page.visible() || page.visible() && page.presence(now) == Presence.UNREACHABLE) {
            boolean reading = page.watching() || page.silentSince() <= page.attentiveUntil();
            return Why.waited(!reading ? Reason.IDLE : page.fellAsleep() ? Reason.SUSPENDED : Reason.LOST, ABSENT);
        }
        if (page.sleptWhileRead()) {
            return Why.waited(Reason.SUSPENDED, ABSENT);
        }
        boolean hiddenWhileRead = !page.visible() && lead.at() + timings.navigation().toMillis() >= page.hiddenAt();
        return hiddenWhileRead ? Why.waited(Reason.PARKED, TOLD_LITTLE) : Why.waited(Reason.IDLE, ABSENT);
    }

    private static Why departed(Departure going) {
        List<Cited> cited = List.of(going.cited());
        return switch (going.kind()) {
            case CLOSE, DROP -> new Why(Reason.CLOSED, Optional.empty(), SEEN, cited);
            case OTHER_SITE -> new Why(Reason.LEFT, Optional.of(going.host().orElse("typed")), going.seen() ? SEEN : TOLD_LITTLE, cited);
            case PAYMENT -> new Why(Reason.LEFT, going.host(), going.seen() ? SEEN : TOLD_LITTLE, cited);
            case SAME_SITE -> new Why(Reason.CLOSED, Optional.empty(), NOTHING_FOLLOWED, cited);
            case UNKNOWN -> new Why(going.persisted() ? Reason.LEFT : Reason.CLOSED, Optional.empty(), TOLD_LITTLE, cited);
        };
    }

    private Why dropped(Page page, Loss loss) {
        Fold.Crashed crash = crashed.get(page.document);
        Cited cut = new Cited("chan.drop", Instant.ofEpochMilli(loss.at()), "The connection of the page was cut without a goodbye, and it did not come back.");
        if (crash != null) {
            Cited report = new Cited("crash", Instant.ofEpochMilli(crash.reportedAt()), "The browser reported that the page had crashed" + crash.reason().map(r -> " (" + r + ")").orElse("") + ".");
            return new Why(Reason.CRASHED, crash.reason(), SEEN, List.of(cut, report));
        }
        ExitKind hint = Exits.kind(page);
        if (hint == ExitKind.OTHER_SITE || hint == ExitKind.PAYMENT) {
            return new Why(Reason.LEFT, page.hints().host(loss.at(), Hints.SLOW_MS), DROPPED, List.of(cut));
        }
        return new Why(Reason.CLOSED, Optional.empty(), DROPPED, List.of(cut));
    }
}
