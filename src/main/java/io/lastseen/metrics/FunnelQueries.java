package io.lastseen.metrics;

import io.lastseen.session.SessionTraits;
import io.lastseen.session.TimeCursor;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Asks PostgreSQL how far sessions get in a funnel. */
@ApplicationScoped
class FunnelQueries {
    private static final int SAMPLES = 20;

    /** Paths are looked up first, and views that begin in between would have some that were not there. */
    private static final String ONE_MOMENT = "set transaction isolation level repeatable read, read only";

    /** Nobody can tell beforehand how many steps match, and where it takes them for few PostgreSQL compares all with all. */
    private static final String NO_PAIRS = "set local enable_nestloop = off";

    private static final String MANY =
            """
            select count(*) > 100000 as many from (
                select from session where site_id = $1 and counted and started_at >= $2 and started_at < $3 limit 100001) first
            """;

    private static final String SAMPLED =
            "select count(*) as sessions from session s where s.site_id = $1 and s.counted and s.started_at >= $2 and s.started_at < $3"
                    + Sample.INDEXED.ofSessions();

    /** As many as are followed in half a second, by docs/performance.md. */
    private static final int MOST_SAMPLED = 10_000;

    /** At the first step most stop: of them the newest are found by themselves. */
    private static final String COUNTS =
            """
            , dropped as materialized (
                select session_id as id, step, started_at, coalesce(reason, 'open') as reason from furthest
            ),
            onwards as materialized (select * from dropped where step > 0)
            select 'sessions' as what, 0 as step, null as name, sessions as number, null::float8 as median from span
            union all
            select 'reached', 0, null, count(*), 0 from entered having count(*) > 0
            union all
            select 'reached', step, null, count(*),
                   percentile_cont(0.5) within group (order by rounded_ms((extract(epoch from at - first_at) * 1000)::bigint))
            from later group by step
            union all
            select 'dropped', step, reason, count(*), null from dropped group by step, reason
            union all
            select 'sample', 0, id, row_number() over (order by started_at desc, id desc), null
            from (select * from dropped where step = 0 order by started_at desc, id desc limit %1$d) latest
            union all
            select 'sample', step, id, number, null
            from (select *, row_number() over (partition by step order by started_at desc, id desc) as number from onwards) each
            where number <= %1$d
            order by what, step, number, name
            """
                    .formatted(SAMPLES);

    private static final String ONE =
            "select coalesce((select f.step from furthest f where f.session_id = c.id), -1) as furthest from candidate c";

    private static final String STOPPED =
            """
            select session_id as id, started_at, ended_at, coalesce(reason, 'open') as reason, at
            from furthest
            where step between $11 and $12 and ($13::text is null or coalesce(reason, 'open') = $13)
              and ($14::timestamptz is null or (started_at, session_id) < ($14, $15))
            order by started_at desc, session_id desc limit $16
            """;

    private static final String REACHED =
            """
            select c.told, f.step as furthest, count(*) as sessions from furthest f join candidate c on c.id = f.session_id group by 1, 2
            """;

    private final Pool pool;
    private final FunnelRollups rollups;
    private final FunnelSessions sessions;
    private final VisitorFunnels visitors;
    private final Scopes scopes;

    FunnelQueries(Pool pool, FunnelRollups rollups, FunnelSessions sessions, VisitorFunnels visitors, Scopes scopes) {
        this.pool = pool;
        this.rollups = rollups;
        this.sessions = sessions;
        this.visitors = visitors;
        this.scopes = scopes;
    }

    /** From what was counted where that is fit, else by following sessions: the same numbers. */
    Uni<FunnelCounts> count(Funnel funnel, Period period, SessionTraits traits) {
        Uni<Scope> asked = scopes.of(Optional.of(funnel.site()), period, traits);
        if (funnel.ofVisitors()) {
            return asked.chain(scope -> visitors.count(funnel, scope));
        }
        return asked
                .chain(scope -> traits.narrows() ? sessions.count(funnel, scope) : rollups.count(funnel, scope))
                .chain(found -> found.map(counts -> Uni.createFrom().item(counts))
                        .orElseGet(() -> ofSessions(funnel, period, traits)));
    }

    Uni<FunnelCounts> ofSessions(Funnel funnel, Period period, SessionTraits traits) {
        return read(funnel, ask(pool, funnel, traits, "", COUNTS, parameters(funnel, period, null)));
    }

    /** Counts over one session, or visitor, in 64 or more where the period has more than can be followed while one waits. */
    Uni<Sampled> sample(Funnel funnel, Period period) {
        Tuple many = Tuple.of(funnel.site(), period.fromUtc(), period.toUtc());
        return pool.preparedQuery(MANY)
                .execute(many)
                .map(rows -> rows.iterator().next().getBoolean("many"))
                .chain(sampled -> funnel.ofVisitors()
                        ? ofVisitors(funnel, period, sampled)
                        : sampled
                                ? pool.preparedQuery(SAMPLED)
                                        .execute(many)
                                        .chain(rows -> ofSome(funnel, period, rows.iterator().next().getLong("sessions")))
                                : ofSessions(funnel, period, SessionTraits.ANY).map(counts -> new Sampled(counts, 1)));
    }

    private Uni<Sampled> ofSome(Funnel funnel, Period period, long indexed) {
        Sample sample = Sample.of(indexed, MOST_SAMPLED);
        return read(funnel, askFew(funnel, sample, parameters(funnel, period, null)))
                .map(counts -> new Sampled(counts, sample.share()));
    }

    private Uni<Sampled> ofVisitors(Funnel funnel, Period period, boolean sampled) {
        return sampled
                ? visitors.sample(funnel, period)
                : count(funnel, period, SessionTraits.ANY).map(counts -> new Sampled(counts, 1));
    }

    /** @param share of the period's sessions, or visitors, that was looked at; 1: all */
    record Sampled(FunnelCounts counts, double share) {}

    private static Uni<FunnelCounts> read(Funnel funnel, Uni<RowSet<Row>> rows) {
        return rows.map(found -> {
            FunnelCounts.Reader reader = new FunnelCounts.Reader(funnel.steps().size());
            for (Row row : found) {
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

    private Uni<RowSet<Row>> askFew(Funnel funnel, Sample sample, Tuple parameters) {
        return pool.withTransaction(transaction -> transaction
                .query(NO_PAIRS)
                .execute()
                .chain(set -> transaction
                        .preparedQuery(FunnelSql.ofPeriod(funnel, FunnelHitSql.ofFew(funnel), sample.ofSessions(), "") + COUNTS)
                        .execute(parameters)));
    }

    /**
     * The furthest step this session reached, or its visitor had when it ended, -1 for none; empty where the funnel's site has no such
     * session.
     */
    Uni<Optional<Integer>> furthest(Funnel funnel, String session, Period period) {
        if (funnel.ofVisitors()) {
            return visitors.furthest(funnel, session);
        }
        Tuple parameters = parameters(funnel, period, session);
        return pool.preparedQuery(FunnelSql.ofOne(funnel) + ONE)
                .execute(parameters)
                .map(rows -> {
                    var row = rows.iterator();
                    return row.hasNext() ? Optional.of(row.next().getInteger("furthest")) : Optional.empty();
                });
    }

    /** Newest first, one more than {@code limit} where there are more. */
    Uni<List<DropOffSession>> stopped(
            Funnel funnel, Period period, SessionTraits traits, FunnelStop stop, Optional<TimeCursor> after, int limit) {
        if (funnel.ofVisitors()) {
            return visitors.stopped(funnel, period, traits, stop, after, limit);
        }
        return scopes.of(Optional.of(funnel.site()), period, traits)
                .chain(scope -> sessions.stopped(funnel, scope, stop, after, limit))
                .chain(found -> found.map(stopped -> Uni.createFrom().item(stopped))
                        .orElseGet(() -> stoppedOfSessions(funnel, period, traits, stop, after, limit)));
    }

    Uni<List<DropOffSession>> stoppedOfSessions(
            Funnel funnel, Period period, SessionTraits traits, FunnelStop stop, Optional<TimeCursor> after, int limit) {
        Tuple parameters = parameters(funnel, period, null)
                .addInteger(stop.least())
                .addInteger(stop.most())
                .addString(stop.reason().orElse(null))
                .addOffsetDateTime(after.map(cursor -> cursor.at().atOffset(ZoneOffset.UTC)).orElse(null))
                .addString(after.map(TimeCursor::id).orElse(null))
                .addInteger(limit + 1);
        return ask(pool, funnel, traits, "", STOPPED, parameters).map(rows -> {
            List<DropOffSession> sessions = new ArrayList<>();
            rows.forEach(row -> sessions.add(DropOffSession.of(row)));
            return sessions;
        });
    }

    /** How many reached each step, told apart, by following sessions. */
    <K> Uni<FunnelReached<K>> reachedOfSessions(Funnel funnel, Period period, SessionTraits traits, FunnelSplit<K> split) {
        Tuple parameters = parameters(funnel, period, null);
        return ask(pool, funnel, traits, ", " + split.column(parameters), REACHED, parameters)
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(rows -> FunnelReached.read(rows, funnel, split));
    }

    /**
     * Of all of a period's sessions.
     *
     * @param beside more columns of candidates, each led by a comma
     * @param what is asked of the sets that {@link FunnelSql} defines
     * @param parameters to which those of traits and paths are appended
     */
    static Uni<RowSet<Row>> ask(Pool pool, Funnel funnel, SessionTraits traits, String beside, String what, Tuple parameters) {
        String conditions = traits.conditions(parameters);
        return ask(
                pool, funnel, traits.narrows(), parameters, hits -> FunnelSql.ofPeriod(funnel, hits, conditions, beside) + what);
    }

    /** @param sql written when it is known which paths are steps; their parameters are appended */
    static Uni<RowSet<Row>> ask(
            Pool pool, Funnel funnel, boolean narrowed, Tuple parameters, Function<FunnelHitSql, String> sql) {
        return following(pool, transaction -> StepPaths.read(transaction, funnel)
                .chain(paths -> transaction
                        .preparedQuery(sql.apply(FunnelHitSql.ofMany(funnel, paths, narrowed, parameters)))
                        .execute(parameters)));
    }

    /** What follows sessions or visitors: all of it sees one moment, and few steps are not taken for granted. */
    static <T> Uni<T> following(Pool pool, Function<SqlConnection, Uni<T>> follow) {
        return pool.withTransaction(transaction -> transaction
                .query(ONE_MOMENT)
                .execute()
                .chain(set -> transaction.query(NO_PAIRS).execute())
                .chain(set -> follow.apply(transaction)));
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
