package io.lastseen.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A session as the decision loop would have written it.
 *
 * @param reason null while open
 */
record Visit(
        String site,
        String id,
        String visitor,
        boolean counted,
        boolean settled,
        Instant startedAt,
        Instant endedAt,
        Instant decidedAt,
        long engagedMs,
        String reason,
        boolean reopened,
        String supersededBy,
        List<Happening> happenings,
        String country,
        String language,
        String campaign) {

    static Visit closed(String site, String id, Instant startedAt, Duration length) {
        Instant end = startedAt.plus(length);
        return new Visit(
                site, id, "visitor-" + id, true, true, startedAt, end, end.plusSeconds(5), 20_000, "closed", false, null,
                List.of(), "Unknown", "Unknown", "(none)");
    }

    Visit by(String visitor) {
        return new Visit(
                site, id, visitor, counted, settled, startedAt, endedAt, decidedAt, engagedMs, reason, reopened,
                supersededBy, happenings, country, language, campaign);
    }

    Visit engaged(long ms) {
        return new Visit(
                site, id, visitor, counted, settled, startedAt, endedAt, decidedAt, ms, reason, reopened, supersededBy,
                happenings, country, language, campaign);
    }

    Visit ended(String reason) {
        return new Visit(
                site, id, visitor, counted, settled, startedAt, endedAt, decidedAt, engagedMs, reason, reopened,
                supersededBy, happenings, country, language, campaign);
    }

    Visit stillOpen() {
        return new Visit(
                site, id, visitor, counted, false, startedAt, null, null, engagedMs, null, reopened, supersededBy, happenings, country, language, campaign);
    }

    Visit provisional(boolean reopened) {
        return new Visit(
                site, id, visitor, counted, false, startedAt, endedAt, decidedAt, engagedMs, reason, reopened, supersededBy,
                happenings, country, language, campaign);
    }

    Visit notCounted() {
        return new Visit(
                site, id, visitor, false, settled, startedAt, endedAt, decidedAt, engagedMs, reason, reopened, supersededBy,
                happenings, country, language, campaign);
    }

    Visit supersededBy(String survivor) {
        return new Visit(
                site, id, visitor, counted, settled, startedAt, endedAt, decidedAt, engagedMs, reason, reopened, survivor,
                happenings, country, language, campaign);
    }

    Visit in(String country, String language) {
        return new Visit(
                site, id, visitor, counted, settled, startedAt, endedAt, decidedAt, engagedMs, reason, reopened,
                supersededBy, happenings, country, language, campaign);
    }

    /** By a link of a campaign. */
    Visit tagged(String campaign) {
        return new Visit(
                site, id, visitor, counted, settled, startedAt, endedAt, decidedAt, engagedMs, reason, reopened,
                supersededBy, happenings, country, language, campaign);
    }

    Visit with(Happening... happenings) {
        return with(List.of(happenings));
    }

    Visit with(List<Happening> happenings) {
        return new Visit(
                site, id, visitor, counted, settled, startedAt, endedAt, decidedAt, engagedMs, reason, reopened,
                supersededBy, happenings, country, language, campaign);
    }

    /** These pages, one every ten seconds from the start. */
    Visit over(String... paths) {
        Happening[] views = new Happening[paths.length];
        for (int i = 0; i < paths.length; i++) {
            views[i] = Happening.view(paths[i], startedAt.plusSeconds(10L * i));
        }
        return with(views);
    }

    long views() {
        return paths().size();
    }

    List<String> paths() {
        return happenings.stream().map(Happening::path).filter(Objects::nonNull).toList();
    }

    String entry() {
        return paths().isEmpty() ? "/" : paths().get(0);
    }

    String exit() {
        return paths().isEmpty() ? "/" : paths().get(paths().size() - 1);
    }
}
