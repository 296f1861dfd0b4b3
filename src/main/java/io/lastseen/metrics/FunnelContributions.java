package io.lastseen.metrics;

import io.lastseen.session.SessionLookup.Key;
import io.lastseen.session.SettledSessions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Counts how far sessions get in the funnels that are kept, as they become final: as {@link Contributions} does for all else. */
@ApplicationScoped
class FunnelContributions implements SettledSessions {
    /** First number of the advisory locks under which the steps of a site's funnels are changed; the second is the site's hash. */
    static final int LOCK = 0x6c73_0003;

    /** Steps do not change while somebody counts by them. Shared: those who count do not wait for each other. */
    private static final String HOLD_STEPS =
            "select pg_advisory_xact_lock_shared(" + LOCK + ", hashtext(site)) from unnest($1::text[]) site";

    private static final String ANY_STEPS = "select from funnel_step where site_id = any($1) limit 1";
    private static final String COLUMNS = "site_id, session_id, funnel_id, started_at, reason, furthest, at, reach_ms";

    /**
     * $1 and $2 sites and sessions, $3 the funnel that is meant or null for all, from $4 what they contribute now: what differs
     * from before. Nothing is written where nothing changed.
     */
    private static final String COUNT =
            """
            with current as materialized (
                select %1$s from (
                    select site_id, session_id, funnel_id, started_at, reason, furthest, at, reach::bigint[] as reach_ms
                    from unnest($4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::text[], $9::int[], $10::timestamptz[],
                                $11::text[]) u(site_id, session_id, funnel_id, started_at, reason, furthest, at, reach)) c
            ),
            before as materialized (
                select %1$s from (select distinct * from unnest($1::text[], $2::text[]) u(site_id, session_id)) asked
                join funnel_contribution using (site_id, session_id)
                where $3::text is null or funnel_id = $3
            ),
            went as materialized (select * from before except select * from current),
            came as materialized (select * from current except select * from before),
            gone as (
                delete from funnel_contribution d using went w
                where d.site_id = w.site_id and d.session_id = w.session_id and d.funnel_id = w.funnel_id
                  and not exists (select from came c where c.site_id = w.site_id and c.session_id = w.session_id
                                  and c.funnel_id = w.funnel_id)
            ),
            kept as (
                insert into funnel_contribution (%1$s) select * from came
                on conflict (site_id, session_id, funnel_id) do update
                set (started_at, reason, furthest, at, reach_ms)
                    = (excluded.started_at, excluded.reason, excluded.furthest, excluded.at, excluded.reach_ms)
            )
            insert into funnel_delta (sign, %1$s)
            select -1, * from went union all select 1, * from came
            """
                    .formatted(COLUMNS);

    @Override
    public Uni<Void> settled(SqlConnection transaction, List<Key> sessions) {
        return count(transaction, Optional.empty(), sessions);
    }

    /** They hold no visitors. */
    @Override
    public Uni<Void> forgotten(SqlConnection transaction, String site, List<String> visitors) {
        return Uni.createFrom().voidItem();
    }

    /** @param funnel empty: all that are kept of their sites */
    Uni<Void> count(SqlConnection transaction, Optional<String> funnel, List<Key> sessions) {
        if (sessions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String[] sites = sessions.stream().map(Key::site).toArray(String[]::new);
        String[] ids = sessions.stream().map(Key::id).toArray(String[]::new);
        String[] locked = sessions.stream().map(Key::site).distinct().sorted().toArray(String[]::new);
        return transaction
                .preparedQuery(HOLD_STEPS)
                .execute(Tuple.of(locked))
                .chain(held -> transaction.preparedQuery(ANY_STEPS).execute(Tuple.of(locked)))
                .chain(steps -> steps.size() == 0
                        ? Uni.createFrom().voidItem()
                        : FunnelHits.settled(transaction, funnel, sites, ids)
                                .chain(current -> transaction.preparedQuery(COUNT).execute(values(funnel, sites, ids, current)))
                                .replaceWithVoid());
    }

    private static Tuple values(Optional<String> funnel, String[] sites, String[] ids, List<FunnelContribution> current) {
        return Tuple.of(sites, ids, funnel.orElse(null))
                .addArrayOfString(current.stream().map(FunnelContribution::site).toArray(String[]::new))
                .addArrayOfString(current.stream().map(FunnelContribution::session).toArray(String[]::new))
                .addArrayOfString(current.stream().map(FunnelContribution::funnel).toArray(String[]::new))
                .addArrayOfOffsetDateTime(current.stream()
                        .map(one -> one.startedAt().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(current.stream().map(FunnelContribution::reason).toArray(String[]::new))
                .addArrayOfInteger(current.stream().map(one -> one.reach().furthest()).toArray(Integer[]::new))
                .addArrayOfOffsetDateTime(current.stream()
                        .map(one -> one.reach().at().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(current.stream().map(FunnelContributions::array).toArray(String[]::new));
    }

    /** As PostgreSQL writes arrays: one parameter cannot hold arrays of different lengths. */
    private static String array(FunnelContribution one) {
        return one.reach().ms().toString().replace('[', '{').replace(']', '}');
    }
}
