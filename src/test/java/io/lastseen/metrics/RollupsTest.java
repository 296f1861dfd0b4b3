package io.lastseen.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.session.SessionCounting;
import io.lastseen.session.SessionLookup.Key;
import io.lastseen.session.SessionTraits;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Rollups of generated sites against the sessions themselves: after counting, folding, amendments, merges and a change of goals.
 * {@code -Dlastseen.histories=1000} makes it more than the {@value #HISTORIES_BY_DEFAULT} of the test run.
 */
@QuarkusTest
class RollupsTest {
    private static final int HISTORIES_BY_DEFAULT = 20;
    private static final int HISTORIES = Integer.getInteger("lastseen.histories", HISTORIES_BY_DEFAULT);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns");

    /** Late evidence: another end, another start, other times; a robot after all; part of another session. */
    private static final List<String> AMENDMENTS = List.of(
            "reason = 'lost'",
            "engaged_ms = engaged_ms + 4321, ended_at = ended_at + interval '7 seconds'",
            "started_at = started_at - interval '40 minutes'",
            "entry_path = '/late', channel = 'referral', returning_visitor = true",
            "country = 'IS', language = 'is'",
            "visitor_id = 'visitor-1'",
            "counted = false",
            "superseded_by = 'another', counted = false");

    private static final List<SessionTraits> NARROWED = List.of(
            narrowed(List.of("/a", "/p/*"), List.of(), List.of(), List.of()),
            narrowed(List.of(), List.of("/b"), List.of(), List.of()),
            narrowed(List.of(), List.of(), List.of("DE", "IS"), List.of()),
            narrowed(List.of(), List.of(), List.of(), List.of("returning")));

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
    FunnelWatch watch;

    @Inject
    FunnelRollups funnelRollups;

    @Inject
    FunnelSessions funnelSessions;

    @Inject
    FunnelQueries funnels;

    @Inject
    Recount recount;

    @Inject
    Fold fold;

    @Inject
    RollupCheck check;

    @Inject
    RollupNumbers rollups;

    @Inject
    OverviewQuery overviews;

    @Inject
    SeriesQuery series;

    @Inject
    BreakdownQuery breakdowns;

    /** The same in each run. */
    private final SplittableRandom random = new SplittableRandom(15);

    @Test
    void rollups_say_what_sessions_say_whatever_happens_to_them() {
        Map<Funnel, List<Visit>> all = generated();
        all.keySet().forEach(funnel -> untilCounted(funnel.site()));
        all.keySet().forEach(this::agree);

        wait(fold.all());
        all.forEach((funnel, visits) -> {
            agree(funnel);
            agreeByHand(funnel, visits);
        });

        for (int round = 0; round < 3; round++) {
            all.forEach((funnel, visits) -> {
                amend(funnel, visits);
                agree(funnel);
            });
            wait(fold.all());
            all.keySet().forEach(this::agree);
        }
    }

    @Test
    void a_session_that_is_told_of_again_is_counted_once() {
        Funnel funnel = generated().keySet().iterator().next();
        untilCounted(funnel.site());
        untilFolded(funnel.site());
        wait(pool.preparedQuery("update rollup_state set complete = false, after_id = '' where site_id = $1")
                .execute(Tuple.of(funnel.site())));
        untilCounted(funnel.site());

        assertThat(number("select count(*) from rollup_delta where site_id = $1", funnel.site())).isZero();
        agree(funnel);
    }

    /** Both go through the same sessions. */
    @Test
    void numbers_and_funnels_that_are_counted_at_the_same_time_lose_no_session() {
        Map<Funnel, List<Visit>> all = generated();
        for (int round = 0; round < 5; round++) {
            all.keySet().forEach(funnel -> wait(check.startAnew(funnel.site())));
            wait(Uni.combine().all().unis(recount.all(), watch.all()).discardItems());
            all.keySet().forEach(funnel -> untilCounted(funnel.site()));
            all.keySet().forEach(funnel -> assertThat(wait(check.compare(funnel.site()))).matches(one -> one.differences() == 0));
        }
        all.keySet().forEach(this::agree);
    }

    @Test
    void a_decision_that_fails_has_counted_nothing() {
        Funnel funnel = generated().keySet().iterator().next();
        untilCounted(funnel.site());
        String session = wait(pool.preparedQuery("select session_id from contribution where site_id = $1 limit 1")
                        .execute(Tuple.of(funnel.site())))
                .iterator().next().getString(0);
        pool.withTransaction(transaction -> transaction
                        .preparedQuery("update session set views = views + 100 where site_id = $1 and id = $2")
                        .execute(Tuple.of(funnel.site(), session))
                        .chain(done -> counting.settled(transaction, List.of(new Key(funnel.site(), session))))
                        .chain(done -> Uni.createFrom().<Void>failure(new IllegalStateException("killed"))))
                .onFailure()
                .recoverWithNull()
                .await()
                .atMost(PATIENCE);

        agree(funnel);
    }

    @Test
    void a_session_that_somebody_holds_is_not_passed_over_when_all_are_counted_anew() {
        Funnel funnel = generated().keySet().iterator().next();
        untilCounted(funnel.site());
        long left = pool.withTransaction(transaction -> transaction
                        .preparedQuery("select id from session where site_id = $1 and final order by id limit 1 for update")
                        .execute(Tuple.of(funnel.site()))
                        .chain(held -> check.startAnew(funnel.site()))
                        .chain(recount::all)
                        .chain(watch::all)
                        .chain(() -> pool.preparedQuery("select count(*) from rollup_state where site_id = $1 and not complete")
                                .execute(Tuple.of(funnel.site()))))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
        assertThat(left).isEqualTo(1);

        untilCounted(funnel.site());
        agree(funnel);
    }

    @Test
    void what_was_counted_before_countries_were_kept_is_of_an_unknown_one() throws IOException {
        Histories histories = new Histories(random);
        Funnel funnel = histories.funnel("rollups-" + UUID.randomUUID());
        List<Visit> visits = histories.visits(funnel.site(), 30).stream().map(visit -> visit.in("Unknown", "Unknown")).toList();
        new Visits(database).add(visits);
        wait(conversions.change(funnel.site(), scope(funnel).wanted()));
        untilCounted(funnel.site());
        untilFolded(funnel.site());
        wait(pool.preparedQuery("delete from rollup where site_id = $1 and dim in ('country', 'language')").execute(Tuple.of(funnel.site())));
        assertThat(wait(check.compare(funnel.site())).differences()).isPositive();

        String migration = new String(RollupsTest.class.getResourceAsStream("/db/migration/V24__country.sql").readAllBytes(), StandardCharsets.UTF_8);
        int insert = migration.indexOf("insert into rollup ");
        String sql = migration.substring(insert, migration.indexOf(';', insert)).replace("where r.dim = 'device'", "where r.dim = 'device' and r.site_id = $1");
        wait(pool.preparedQuery(sql).execute(Tuple.of(funnel.site())));
        assertThat(wait(check.compare(funnel.site())).differences()).isZero();

        amend(funnel, visits);
        untilFolded(funnel.site());
        assertThat(wait(check.compare(funnel.site())).differences()).isZero();
    }

    /** The service does so by itself, too, and whoever comes second leaves it to the first. */
    private void untilCounted(String site) {
        until(() -> wait(recount.all()), "select count(*) from rollup_state where site_id = $1 and not complete", site);
    }

    private void untilFolded(String site) {
        until(() -> wait(fold.all()), "select count(*) from rollup_delta where site_id = $1", site);
    }

    private void until(Runnable work, String left, String site) {
        Instant end = Instant.now().plus(PATIENCE);
        do {
            work.run();
        } while (number(left, site) > 0 && Instant.now().isBefore(end));
    }

    private Map<Funnel, List<Visit>> generated() {
        Map<Funnel, List<Visit>> all = new LinkedHashMap<>();
        List<Visit> stored = new ArrayList<>();
        Histories histories = new Histories(random);
        for (int i = 0; i < HISTORIES; i++) {
            String site = "rollups-" + UUID.randomUUID();
            List<Visit> visits = histories.visits(site, 4 + i % 40);
            all.put(histories.funnel(site), visits);
            stored.addAll(visits);
        }
        new Visits(database).add(stored);
        all.keySet().forEach(funnel -> {
            keep(FunnelRow.of(funnel));
            wait(watched.change(funnel));
            wait(conversions.change(funnel.site(), scope(funnel).wanted()));
        });
        return all;
    }

    private void keep(FunnelRow row) {
        wait(pool.preparedQuery("""
                insert into funnel (site_id, id, name, steps, mode, goal, created_at)
                values ($1, $2, $3, $4::text::jsonb, $5, $6, now())
                """)
                .execute(Tuple.of(row.siteId, row.id, row.name, row.steps, row.mode, row.goal)));
    }

    private void amend(Funnel funnel, List<Visit> visits) {
        List<Key> touched = visits.stream()
                .filter(visit -> visit.settled() && random.nextInt(3) == 0)
                .map(visit -> new Key(funnel.site(), visit.id()))
                .toList();
        String amendment = AMENDMENTS.get(random.nextInt(AMENDMENTS.size()));
        wait(pool.withTransaction(transaction -> transaction
                .preparedQuery("update session set " + amendment + " where site_id = $1 and id = any($2)")
                .execute(Tuple.of(funnel.site(), touched.stream().map(Key::id).toArray(String[]::new)))
                .chain(done -> transaction
                        .preparedQuery("delete from view where site_id = $1 and session_id = any($2) and ordinal = 3")
                        .execute(Tuple.of(funnel.site(), touched.stream().map(Key::id).toArray(String[]::new))))
                .chain(done -> counting.settled(transaction, touched))));
    }

    private void agree(Funnel funnel) {
        assertThat(wait(check.compare(funnel.site()))).as(funnel.site()).matches(one -> one.differences() == 0);
        Scope scope = scope(funnel);
        assertThat(wait(rollups.overview(scope)).orElseThrow().overview(scope.site(), scope.period()))
                .as(funnel.toString())
                .isEqualTo(wait(overviews.ofSessions(scope)).overview(scope.site(), scope.period()));
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        Granularity granularity = Granularity.values()[random.nextInt(Granularity.values().length)];
        var points = granularity.points(scope.period(), zone);
        SeriesCounts counted = wait(rollups.series(scope, points)).orElseThrow();
        SeriesCounts ofSessions = wait(series.ofSessions(scope, granularity, zone));
        assertThat(counted.totals()).isEqualTo(ofSessions.totals());
        assertThat(counted.at(points)).as(zone + " " + granularity).isEqualTo(ofSessions.at(points));
        BreakdownBy by = BreakdownBy.values()[random.nextInt(BreakdownBy.values().length)];
        assertThat(wait(rollups.breakdown(scope, by, zone, 50, 0)))
                .contains(wait(breakdowns.ofSessions(scope, by, BreakdownSort.MOST_SESSIONS, zone, 50, 0)));
        agreeOnFunnel(funnel, scope);
        agreeNarrowed(scope);
    }

    /** Rollups do not tell traits apart; what single sessions were counted as does. */
    private void agreeNarrowed(Scope all) {
        Scope scope = new Scope(all.site(), all.period(), NARROWED.get(random.nextInt(NARROWED.size())), all.goals(), all.own());
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        Granularity granularity = Granularity.values()[random.nextInt(Granularity.values().length)];
        var points = granularity.points(scope.period(), zone);
        assertThat(wait(overviews.ofFacts(scope)).overview(scope.site(), scope.period()))
                .isEqualTo(wait(overviews.ofSessions(scope)).overview(scope.site(), scope.period()));
        assertThat(wait(series.ofFacts(scope, granularity, zone)).at(points))
                .isEqualTo(wait(series.ofSessions(scope, granularity, zone)).at(points));
        BreakdownBy by = BreakdownBy.values()[random.nextInt(BreakdownBy.values().length)];
        assertThat(wait(breakdowns.ofFacts(scope, by, BreakdownSort.MOST_SESSIONS, zone, 50, 0)))
                .isEqualTo(wait(breakdowns.ofSessions(scope, by, BreakdownSort.MOST_SESSIONS, zone, 50, 0)));
    }

    private void agreeOnFunnel(Funnel funnel, Scope scope) {
        assertThat(fromRollups(funnel, scope))
                .as(funnel.toString())
                .contains(wait(funnels.ofSessions(funnel, scope.period(), SessionTraits.ANY)));
        SessionTraits traits = NARROWED.get(random.nextInt(NARROWED.size()));
        Scope narrowed = new Scope(scope.site(), scope.period(), traits, scope.goals(), scope.own());
        assertThat(wait(funnelSessions.count(funnel, narrowed)))
                .as(funnel + " " + traits)
                .contains(wait(funnels.ofSessions(funnel, scope.period(), traits)));
        FunnelStop stop = random.nextBoolean() ? FunnelStop.at(0, Optional.empty()) : FunnelStop.from(1, Optional.of("closed"));
        assertThat(wait(funnelSessions.stopped(funnel, narrowed, stop, Optional.empty(), 5)))
                .as(funnel + " " + traits + " " + stop)
                .contains(wait(funnels.stoppedOfSessions(funnel, scope.period(), traits, stop, Optional.empty(), 5)));
        agreeOnFunnelToldApart(funnel, scope, narrowed);
    }

    private void agreeOnFunnelToldApart(Funnel funnel, Scope scope, Scope narrowed) {
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        List<Instant> points = Granularity.values()[random.nextInt(Granularity.values().length)].points(scope.period(), zone);
        FunnelSplit<Integer> overTime = FunnelSplit.over(points);
        equalGroups(wait(funnelRollups.over(funnel, scope, points)), funnel, scope, overTime);
        equalGroups(wait(funnelSessions.reached(funnel, narrowed, overTime)), funnel, narrowed, overTime);
        List<BreakdownBy> kinds = List.copyOf(FunnelBreakdownQuery.KINDS);
        FunnelSplit<String> byTrait = FunnelSplit.by(kinds.get(random.nextInt(kinds.size())));
        equalGroups(wait(funnelSessions.reached(funnel, scope, byTrait)), funnel, scope, byTrait);
    }

    private <K> void equalGroups(Optional<FunnelReached<K>> kept, Funnel funnel, Scope scope, FunnelSplit<K> split) {
        assertThat(kept.map(FunnelReached::groups))
                .as(funnel + " " + scope.traits())
                .contains(wait(funnels.reachedOfSessions(funnel, scope.period(), scope.traits(), split)).groups());
    }

    /** The service notices the funnel and counts by itself, too. */
    private Optional<FunnelCounts> fromRollups(Funnel funnel, Scope scope) {
        Instant end = Instant.now().plus(PATIENCE);
        Optional<FunnelCounts> counted = wait(funnelRollups.count(funnel, scope));
        while (counted.isEmpty() && Instant.now().isBefore(end)) {
            wait(watch.all());
            counted = wait(funnelRollups.count(funnel, scope));
        }
        return counted;
    }

    private static void equal(Object one, Object other) {
        assertThat(one)
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> Math.abs(a - b) < 1e-12, Double.class)
                .isEqualTo(other);
    }

    private void agreeByHand(Funnel funnel, List<Visit> visits) {
        Scope scope = scope(funnel);
        equal(
                wait(rollups.overview(scope)).orElseThrow().overview(scope.site(), scope.period()),
                new NaiveOverview(funnel.site(), goals(funnel)).overview(visits, scope.period()));
    }

    /** Not from quarter to quarter: what the ends of the period cut is read live. */
    private static Scope scope(Funnel funnel) {
        Period period = new Period(Histories.PERIOD.from().plusSeconds(1_234), Histories.PERIOD.to().minusSeconds(77));
        return new Scope(Optional.of(funnel.site()), period, SessionTraits.ANY, goals(funnel), List.of());
    }

    private static SessionTraits narrowed(List<String> entry, List<String> page, List<String> country, List<String> visitors) {
        return new SessionTraits(
                entry, List.of(), page, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), country, List.of(), visitors);
    }

    private static List<Funnel> goals(Funnel funnel) {
        return funnel.goal() ? List.of(funnel) : List.of();
    }

    private long number(String sql, String site) {
        return wait(pool.preparedQuery(sql).execute(Tuple.of(site))).iterator().next().getLong(0);
    }

    private static <T> T wait(Uni<T> what) {
        return what.await().atMost(PATIENCE);
    }
}
