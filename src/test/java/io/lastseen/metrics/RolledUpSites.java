package io.lastseen.metrics;

import io.lastseen.session.SessionCounting;
import io.lastseen.session.SessionLookup.Key;
import io.lastseen.session.SessionTraits;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/**
 * Sites by chance that are counted into rollups, and what happens to their sessions afterwards.
 * {@code -Dlastseen.histories=1000} makes it more than the {@value #HISTORIES_BY_DEFAULT} of the test run.
 */
@Singleton
class RolledUpSites {
    static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int HISTORIES_BY_DEFAULT = 20;
    private static final int HISTORIES = Integer.getInteger("lastseen.histories", HISTORIES_BY_DEFAULT);

    /** Late evidence: another end, another start, other times; a robot after all; part of another session. */
    private static final List<String> AMENDMENTS = List.of(
            "reason = 'lost'",
            "engaged_ms = engaged_ms + 4321, ended_at = ended_at + interval '7 seconds'",
            "started_at = started_at - interval '40 minutes'",
            "entry_path = '/late', channel = 'referral', returning_visitor = true",
            "country = 'IS', language = 'is'",
            "campaign = 'letter'",
            "visitor_id = 'visitor-1'",
            "counted = false",
            "superseded_by = 'another', counted = false");

    @Inject
    DataSource database;

    @Inject
    Pool pool;

    @Inject
    Conversions conversions;

    @Inject
    SessionCounting counting;

    @Inject
    WatchedFunnels watched;

    @Inject
    Recount recount;

    @Inject
    Fold fold;

    /** Each with its funnel and its visits; not counted yet. */
    Map<Funnel, List<Visit>> generated(RandomGenerator random) {
        Map<Funnel, List<Visit>> all = new LinkedHashMap<>();
        List<Visit> stored = new ArrayList<>();
        Histories histories = new Histories(random);
        for (int i = 0; i < HISTORIES; i++) {
            String site = newSite();
            List<Visit> visits = histories.visits(site, 4 + i % 40);
            all.put(histories.funnel(site), visits);
            stored.addAll(visits);
        }
        new Visits(database).add(stored);
        all.keySet().forEach(funnel -> {
            keep(FunnelRow.of(funnel));
            await(watched.change(funnel));
            await(conversions.change(funnel.site(), scope(funnel).wanted()));
        });
        return all;
    }

    /** As generated, counted. */
    Map<Funnel, List<Visit>> counted(RandomGenerator random) {
        Map<Funnel, List<Visit>> all = generated(random);
        all.keySet().forEach(funnel -> untilCounted(funnel.site()));
        return all;
    }

    /** One of those, with its visits. */
    Funnel oneCounted(RandomGenerator random) {
        Funnel funnel = generated(random).keySet().iterator().next();
        untilCounted(funnel.site());
        return funnel;
    }

    /** @param agree held to each site: once it is counted, folded, and again after each amendment, before and after that is folded */
    void throughAmendments(RandomGenerator random, Consumer<Funnel> agree) {
        Map<Funnel, List<Visit>> all = counted(random);
        all.keySet().forEach(agree);
        await(fold.all());
        all.keySet().forEach(agree);
        for (int round = 0; round < 3; round++) {
            all.forEach((funnel, visits) -> {
                amend(funnel, visits, random);
                agree.accept(funnel);
            });
            await(fold.all());
            all.keySet().forEach(agree);
        }
    }

    void amend(Funnel funnel, List<Visit> visits, RandomGenerator random) {
        List<Key> touched = visits.stream()
                .filter(visit -> visit.settled() && random.nextInt(3) == 0)
                .map(visit -> new Key(funnel.site(), visit.id()))
                .toList();
        String amendment = AMENDMENTS.get(random.nextInt(AMENDMENTS.size()));
        await(pool.withTransaction(transaction -> transaction
                .preparedQuery("update session set " + amendment + " where site_id = $1 and id = any($2)")
                .execute(Tuple.of(funnel.site(), touched.stream().map(Key::id).toArray(String[]::new)))
                .chain(done -> transaction
                        .preparedQuery("delete from view where site_id = $1 and session_id = any($2) and ordinal = 3")
                        .execute(Tuple.of(funnel.site(), touched.stream().map(Key::id).toArray(String[]::new))))
                .chain(done -> counting.settled(transaction, touched))));
    }

    /** The service does so by itself, too, and whoever comes second leaves it to the first. */
    void untilCounted(String site) {
        until(() -> await(recount.all()), "select count(*) from rollup_state where site_id = $1 and not complete", site);
    }

    void untilFolded(String site) {
        until(() -> await(fold.all()), "select count(*) from rollup_delta where site_id = $1", site);
    }

    private void until(Runnable work, String left, String site) {
        Instant end = Instant.now().plus(PATIENCE);
        do {
            work.run();
        } while (number(left, site) > 0 && Instant.now().isBefore(end));
    }

    private void keep(FunnelRow row) {
        await(pool.preparedQuery("""
                insert into funnel (site_id, id, name, steps, mode, goal, created_at)
                values ($1, $2, $3, $4::text::jsonb, $5, $6, now())
                """)
                .execute(Tuple.of(row.siteId, row.id, row.name, row.steps, row.mode, row.goal)));
    }

    long number(String sql, String site) {
        return await(pool.preparedQuery(sql).execute(Tuple.of(site))).iterator().next().getLong(0);
    }

    static String newSite() {
        return "rollups-" + UUID.randomUUID();
    }

    /** Not from quarter to quarter: what the ends of the period cut is read live. */
    static Scope scope(Funnel funnel) {
        Period period = new Period(Histories.PERIOD.from().plusSeconds(1_234), Histories.PERIOD.to().minusSeconds(77));
        return new Scope(Optional.of(funnel.site()), period, SessionTraits.ANY, goals(funnel), List.of());
    }

    static List<Funnel> goals(Funnel funnel) {
        return funnel.goal() ? List.of(funnel) : List.of();
    }

    static <T> T await(Uni<T> what) {
        return what.await().atMost(PATIENCE);
    }
}
