package io.lastseen.metrics;

import io.lastseen.session.SessionTraits;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks PostgreSQL how far sessions get in a funnel. */
@ApplicationScoped
class FunnelQueries {
    private static final int SAMPLES = 20;
    private static final int SAMPLE_OF = 64;

    /** As the index of V21_4__sample.sql has it. */
    private static final String SAMPLE = " and (hashtext(s.id) & 63) = 0";

    private static final String MANY =
            """
            select count(*) > 100000 as many from (
                select from session where site_id = $1 and counted and started_at >= $2 and started_at < $3 limit 100001) first
            """;

    private static final String COUNTS =
            """
            , dropped as (
                select f.step, c.id, c.started_at, coalesce(c.reason, 'open') as reason,
                       row_number() over (partition by f.step order by c.started_at desc, c.id desc) as newest
                from furthest f join candidate c on c.id = f.session_id
            )
            select 'sessions' as what, 0 as step, null as name, count(*) as number, null::float8 as median from candidate
            union all
            select 'reached', step, null, count(*),
                   percentile_cont(0.5) within group (order by rounded_ms((extract(epoch from at - first_at) * 1000)::bigint))
            from reach group by step
            union all
            select 'dropped', step, reason, count(*), null from dropped group by step, reason
            union all
            select 'sample', step, id, newest, null from dropped where newest <= %d
            order by what, step, number, name
            """
                    .formatted(SAMPLES);

    private static final String ONE =
            "select coalesce((select f.step from furthest f where f.session_id = c.id), -1) as furthest from candidate c";

    private static final String DROPPED =
            """
            select c.id, c.started_at, c.ended_at, coalesce(c.reason, 'open') as reason, f.at
            from furthest f join candidate c on c.id = f.session_id
            where f.step = $11 and ($12::text is null or coalesce(c.reason, 'open') = $12)
              and ($13::timestamptz is null or (c.started_at, c.id) < ($13, $14))
            order by c.started_at desc, c.id desc limit $15
            """;

    private final Pool pool;
    private final FunnelRollups rollups;
    private final FunnelSessions sessions;
    private final Scopes scopes;

    FunnelQueries(Pool pool, FunnelRollups rollups, FunnelSessions sessions, Scopes scopes) {
        this.pool = pool;
        this.rollups = rollups;
        this.sessions = sessions;
        this.scopes = scopes;
    }

    /** From what was counted where that is fit, else by following sessions: the same numbers. */
    Uni<FunnelCounts> count(Funnel funnel, Period period, SessionTraits traits) {
        return scopes.of(Optional.of(funnel.site()), period, traits)
                .chain(scope -> traits.narrows() ? sessions.count(funnel, scope) : rollups.count(funnel, scope))
                .chain(found -> found.map(counts -> Uni.createFrom().item(counts))
                        .orElseGet(() -> ofSessions(funnel, period, traits)));
    }

    Uni<FunnelCounts> ofSessions(Funnel funnel, Period period, SessionTraits traits) {
        return count(funnel, period, traits, false);
    }

    /** Counts over one session in {@value #SAMPLE_OF} where the period has more than can be followed while one waits. */
    Uni<Sampled> sample(Funnel funnel, Period period) {
        Tuple many = Tuple.of(funnel.site(), period.fromUtc(), period.toUtc());
        return pool.preparedQuery(MANY)
                .execute(many)
                .map(rows -> rows.iterator().next().getBoolean("many"))
                .chain(sampled -> count(funnel, period, SessionTraits.ANY, sampled)
                        .map(counts -> new Sampled(counts, sampled ? 1.0 / SAMPLE_OF : 1)));
    }

    /** @param share of the period's sessions that was looked at; 1: all */
    record Sampled(FunnelCounts counts, double share) {}

    private Uni<FunnelCounts> count(Funnel funnel, Period period, SessionTraits traits, boolean sampled) {
        Tuple parameters = parameters(funnel, period, null);
        String conditions = traits.conditions(parameters);
        String sql = sampled
                ? FunnelSql.ofFew(funnel.mode(), funnel.steps().size(), conditions + SAMPLE)
                : FunnelSql.ofPeriod(funnel.mode(), funnel.steps().size(), conditions);
        return ask(pool, sql + COUNTS, parameters).map(rows -> {
                    FunnelCounts.Reader reader = new FunnelCounts.Reader(funnel.steps().size());
                    for (Row row : rows) {
                        reader.add(
                                row.getString("what"),
                                row.getInteger("step"),
                                row.getString("name"),
                                row.getLong("number"),
                                row.getDouble("median"));
                    }
                    return reader.read();
                });
    }

    /** The furthest step this session reached, -1 for none; empty where the funnel's site has no such session. */
    Uni<Optional<Integer>> furthest(Funnel funnel, String session, Period period) {
        Tuple parameters = parameters(funnel, period, session);
        return pool.preparedQuery(FunnelSql.ofOne(funnel.mode(), funnel.steps().size()) + ONE)
                .execute(parameters)
                .map(rows -> {
                    var row = rows.iterator();
                    return row.hasNext() ? Optional.of(row.next().getInteger("furthest")) : Optional.empty();
                });
    }

    /** The sessions whose furthest step this is, newest first, one more than {@code limit} where there are more. */
    Uni<List<DropOffSession>> dropped(
            Funnel funnel,
            Period period,
            SessionTraits traits,
            int step,
            Optional<String> reason,
            Optional<TimeCursor> after,
            int limit) {
        return scopes.of(Optional.of(funnel.site()), period, traits)
                .chain(scope -> sessions.dropped(funnel, scope, step, reason, after, limit))
                .chain(found -> found.map(dropped -> Uni.createFrom().item(dropped))
                        .orElseGet(() -> droppedOfSessions(funnel, period, traits, step, reason, after, limit)));
    }

    Uni<List<DropOffSession>> droppedOfSessions(
            Funnel funnel,
            Period period,
            SessionTraits traits,
            int step,
            Optional<String> reason,
            Optional<TimeCursor> after,
            int limit) {
        Tuple parameters = parameters(funnel, period, null)
                .addInteger(step)
                .addString(reason.orElse(null))
                .addOffsetDateTime(after.map(cursor -> cursor.at().atOffset(ZoneOffset.UTC)).orElse(null))
                .addString(after.map(TimeCursor::id).orElse(null))
                .addInteger(limit + 1);
        return ask(pool, sql(funnel, traits, parameters) + DROPPED, parameters).map(rows -> {
            List<DropOffSession> sessions = new ArrayList<>();
            rows.forEach(row -> sessions.add(DropOffSession.of(row)));
            return sessions;
        });
    }

    /** The traits' values are appended to the parameters. */
    static String sql(Funnel funnel, SessionTraits traits, Tuple parameters) {
        return FunnelSql.ofPeriod(funnel.mode(), funnel.steps().size(), traits.conditions(parameters));
    }

    /** Nobody can tell beforehand how many steps match, and where it takes them for few PostgreSQL compares all with all. */
    static Uni<RowSet<Row>> ask(Pool pool, String sql, Tuple parameters) {
        return pool.withTransaction(transaction -> transaction
                .query("set local enable_nestloop = off")
                .execute()
                .chain(set -> transaction.preparedQuery(sql).execute(parameters)));
    }

    static Tuple parameters(Funnel funnel, Period period, String session) {
        Tuple scope = Tuple.tuple()
                .addString(funnel.site())
                .addOffsetDateTime(period.fromUtc())
                .addOffsetDateTime(period.toUtc())
                .addString(session);
        return StepSql.parameters(scope, funnel.wanted());
    }
}
