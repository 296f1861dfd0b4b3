package io.lastseen.session;

import io.lastseen.session.SessionLanes.Span;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What time alone has done to an open session since it was decided last: nothing is decided while nothing new comes in, yet its pages
 * are still there.
 *
 * @param decidedAt      up to where its lanes were laid
 * @param attentiveUntil until then somebody is taken to be at a page; where nobody is, before {@code decidedAt}
 * @param engagedTabs    tabs in use when it was decided
 */
record Onward(Instant decidedAt, Instant attentiveUntil, List<String> engagedTabs, Instant now) {
    private static final String IN_USE = "engaged";

    /** Empty of a session that has ended, or that nobody has seen yet. */
    static Optional<Onward> of(Row row, Instant now) {
        if (row.getOffsetDateTime("ended_at") != null || row.getOffsetDateTime("attentive_until") == null) {
            return Optional.empty();
        }
        boolean inUse = IN_USE.equals(row.getString("phase"));
        List<Span> lasts = new ArrayList<>();
        List<String> engaged = new ArrayList<>();
        for (Object one : row.getJsonArray("lanes")) {
            JsonObject lane = (JsonObject) one;
            last(lane.getJsonArray("lanes")).ifPresent(span -> {
                lasts.add(span);
                if (inUse && span.state().equals(IN_USE)) {
                    engaged.add(lane.getString("tab"));
                }
            });
        }
        return lasts.stream().map(Span::to).max(Comparator.naturalOrder()).filter(decided -> decided.isBefore(now))
            .map(decided -> new Onward(decided, row.getOffsetDateTime("attentive_until").toInstant(), List.copyOf(engaged), now));
    }

    private static Optional<Span> last(JsonArray spans) {
        return spans.isEmpty() ? Optional.empty() : Optional.of(SessionLanes.span(spans.getJsonObject(spans.size() - 1)));
    }

    /** Engaged time since then. */
    Duration engaged() {
        return engagedTabs.isEmpty() || !attentiveUntil.isAfter(decidedAt) ? Duration.ZERO : Duration.between(decidedAt, inUseUntil());
    }

    /** Engaged time since then of what was shown in a tab. */
    Duration engaged(String tab) {
        return engagedTabs.stream().anyMatch(inUse -> inUse.startsWith(tab)) ? engaged() : Duration.ZERO;
    }

    /** Whether what was shown up to that instant was there when it was decided. */
    boolean shown(Instant endedAt) {
        return !endedAt.isBefore(decidedAt);
    }

    /** A tab's stretches up to now: who has had time to read is quiet. */
    List<Span> upToNow(List<Span> decided) {
        if (decided.isEmpty() || !shown(decided.get(decided.size() - 1).to())) {
            return decided;
        }
        Span last = decided.get(decided.size() - 1);
        List<Span> spans = new ArrayList<>(decided.subList(0, decided.size() - 1));
        if (last.state().equals(IN_USE) && inUseUntil().isBefore(now)) {
            spans.add(new Span(last.from(), inUseUntil(), IN_USE));
            spans.add(new Span(inUseUntil(), now, "quiet"));
        } else {
            spans.add(new Span(last.from(), now, last.state()));
        }
        return spans;
    }

    private Instant inUseUntil() {
        Instant until = attentiveUntil.isBefore(now) ? attentiveUntil : now;
        return until.isBefore(decidedAt) ? decidedAt : until;
    }
}
