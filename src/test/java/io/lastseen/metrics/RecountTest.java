package io.lastseen.metrics;

import static io.lastseen.metrics.RolledUpSites.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.session.SessionCounting;
import io.lastseen.session.SessionLookup.Key;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Sessions that are counted again, at the same time, while somebody holds them, or in vain, are in the numbers once. */
@QuarkusTest
class RecountTest {
    @Inject
    DataSource database;

    @Inject
    Pool pool;

    @Inject
    Conversions conversions;

    @Inject
    SessionCounting counting;

    @Inject
    FunnelWatch watch;

    @Inject
    Recount recount;

    @Inject
    RollupCheck check;

    @Inject
    RolledUpSites sites;

    @Inject
    AgreeingNumbers numbers;

    @Inject
    AgreeingFunnels funnels;

    /** The same in each run. */
    private final SplittableRandom random = new SplittableRandom(15);
    private final ByChance chance = new ByChance(random);

    @Test
    void a_session_that_is_told_of_again_is_counted_once() {
        Funnel funnel = sites.oneCounted(random);
        sites.untilFolded(funnel.site());
        await(pool.preparedQuery("update rollup_state set complete = false, after_id = '' where site_id = $1")
                .execute(Tuple.of(funnel.site())));
        sites.untilCounted(funnel.site());

        assertThat(sites.number("select count(*) from rollup_delta where site_id = $1", funnel.site())).isZero();
        agree(funnel);
    }

    /** Both go through the same sessions. */
    @Test
    void numbers_and_funnels_that_are_counted_at_the_same_time_lose_no_session() {
        var all = sites.generated(random).keySet();
        for (int round = 0; round < 5; round++) {
            all.forEach(funnel -> await(check.startAnew(funnel.site())));
            await(Uni.combine().all().unis(recount.all(), watch.all()).discardItems());
            all.forEach(funnel -> sites.untilCounted(funnel.site()));
            all.forEach(numbers::nothingDiffers);
        }
        all.forEach(this::agree);
    }

    @Test
    void a_decision_that_fails_has_counted_nothing() {
        Funnel funnel = sites.oneCounted(random);
        String session = await(pool.preparedQuery("select session_id from contribution where site_id = $1 limit 1")
                        .execute(Tuple.of(funnel.site())))
                .iterator().next().getString(0);
        await(pool.withTransaction(transaction -> transaction
                        .preparedQuery("update session set views = views + 100 where site_id = $1 and id = $2")
                        .execute(Tuple.of(funnel.site(), session))
                        .chain(done -> counting.settled(transaction, List.of(new Key(funnel.site(), session))))
                        .chain(done -> Uni.createFrom().<Void>failure(new IllegalStateException("killed"))))
                .onFailure()
                .recoverWithNull());

        agree(funnel);
    }

    @Test
    void a_session_that_somebody_holds_is_not_passed_over_when_all_are_counted_anew() {
        Funnel funnel = sites.oneCounted(random);
        long left = await(pool.withTransaction(transaction -> transaction
                        .preparedQuery("select id from session where site_id = $1 and final order by id limit 1 for update")
                        .execute(Tuple.of(funnel.site()))
                        .chain(held -> check.startAnew(funnel.site()))
                        .chain(recount::all)
                        .chain(watch::all)
                        .chain(() -> pool.preparedQuery("select count(*) from rollup_state where site_id = $1 and not complete")
                                .execute(Tuple.of(funnel.site())))))
                .iterator()
                .next()
                .getLong(0);
        assertThat(left).isEqualTo(1);

        sites.untilCounted(funnel.site());
        agree(funnel);
    }

    @Test
    void what_was_counted_before_countries_were_kept_is_of_an_unknown_one() throws IOException {
        isCountedAsBefore(visit -> visit.in("Unknown", "Unknown"), "V24__country.sql", "country", "language");
    }

    @Test
    void what_was_counted_before_campaigns_were_kept_is_of_none() throws IOException {
        isCountedAsBefore(visit -> visit.tagged("(none)"), "V27_1__campaign.sql", "campaign");
    }

    /** @param then a visit as it was taken for, before the migration brought the traits */
    private void isCountedAsBefore(UnaryOperator<Visit> then, String script, String... traits) throws IOException {
        Histories histories = new Histories(random);
        Funnel funnel = histories.funnel(RolledUpSites.newSite());
        List<Visit> visits = histories.visits(funnel.site(), 30).stream().map(then).toList();
        new Visits(database).add(visits);
        // The goals it has in the service's eyes, too: with others it would count the site anew in between.
        await(conversions.change(funnel.site(), List.of()));
        sites.untilCounted(funnel.site());
        sites.untilFolded(funnel.site());
        await(pool.preparedQuery("delete from rollup where site_id = $1 and dim = any($2)").execute(Tuple.of(funnel.site(), traits)));
        assertThat(numbers.differences(funnel)).isPositive();

        String migration = new String(RecountTest.class.getResourceAsStream("/db/migration/" + script).readAllBytes(), StandardCharsets.UTF_8);
        int insert = migration.indexOf("insert into rollup ");
        String sql = migration.substring(insert, migration.indexOf(';', insert)).replace("where r.dim = 'device'", "where r.dim = 'device' and r.site_id = $1");
        await(pool.preparedQuery(sql).execute(Tuple.of(funnel.site())));
        numbers.nothingDiffers(funnel);

        sites.amend(funnel, visits, random);
        sites.untilFolded(funnel.site());
        numbers.nothingDiffers(funnel);
    }

    private void agree(Funnel funnel) {
        numbers.agree(funnel, chance);
        numbers.agreeNarrowed(funnel, chance);
        funnels.agree(funnel, chance);
    }
}
