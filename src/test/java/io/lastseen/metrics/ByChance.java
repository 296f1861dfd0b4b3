package io.lastseen.metrics;

import io.lastseen.session.SessionTraits;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;

/** What somebody may ask of a site's numbers. */
record ByChance(RandomGenerator random) {
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns");

    private static final List<SessionTraits> NARROWED = List.of(
            narrowed(List.of("/a", "/p/*"), List.of(), List.of(), List.of(), List.of()),
            narrowed(List.of(), List.of("/b"), List.of(), List.of(), List.of()),
            narrowed(List.of(), List.of(), List.of("Spring Sale", "(none)"), List.of(), List.of()),
            narrowed(List.of(), List.of(), List.of(), List.of("DE", "IS"), List.of()),
            narrowed(List.of(), List.of(), List.of(), List.of(), List.of("returning")));

    ZoneId zone() {
        return ZoneId.of(one(ZONES));
    }

    Granularity granularity() {
        return one(List.of(Granularity.values()));
    }

    BreakdownBy breakdown() {
        return one(List.of(BreakdownBy.values()));
    }

    /** The same sessions, but for those without some traits. */
    Scope narrowed(Scope all) {
        return new Scope(all.site(), all.period(), one(NARROWED), all.goals(), all.own());
    }

    boolean either() {
        return random.nextBoolean();
    }

    <T> T one(Collection<T> of) {
        return List.copyOf(of).get(random.nextInt(of.size()));
    }

    private static SessionTraits narrowed(
            List<String> entry, List<String> page, List<String> campaign, List<String> country, List<String> visitors) {
        return new SessionTraits(
                entry, List.of(), page, List.of(), List.of(), List.of(), campaign, List.of(), List.of(), List.of(), country, List.of(), visitors);
    }
}
