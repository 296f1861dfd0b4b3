package io.lastseen.metrics;

import io.lastseen.metrics.RollupReader.Opened;
import io.lastseen.session.SessionTraits;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far sessions get in a funnel that is kept, as its rollups have it: the same as {@link FunnelQueries} finds by following
 * all sessions. To rollups come deltas that are not folded yet, and, followed now, the sessions that are not final.
 */
@ApplicationScoped
class FunnelRollups {
    private static final String PENDING =
            "select * from funnel_delta where site_id = $1 and funnel_id = $2 and started_at >= $3 and started_at < $4";

    /** Final ones in the quarters of an hour that the period cuts. */
    private static final String CUT =
            """
            select c.* from session s join funnel_contribution c on c.site_id = s.site_id and c.session_id = s.id and c.funnel_id = $2
            where s.site_id = $1 and s.counted and s.final
              and (s.started_at >= $3::timestamptz and s.started_at < least($4::timestamptz, $5::timestamptz)
                   or s.started_at >= greatest($3, $6::timestamptz) and s.started_at < $4)
            """;

    private static final String NEWEST =
            """
            select newest.* from generate_series(0, $5) as step cross join lateral (
                select * from funnel_contribution where site_id = $1 and funnel_id = $2 and furthest = step
                  and started_at >= $3 and started_at < $4
                order by started_at desc, session_id desc limit %d) newest
            """
                    .formatted(FunnelTally.SAMPLES);

    private final RollupReader rollups;

    FunnelRollups(RollupReader rollups) {
        this.rollups = rollups;
    }

    /** Empty where sessions have to be followed. @param scope of the funnel's site */
    Uni<Optional<FunnelCounts>> count(Funnel funnel, Scope scope) {
        return rollups.read(scope, opened -> ifFit(funnel, opened)).map(found -> found.flatMap(counts -> counts));
    }

    private static Uni<Optional<FunnelCounts>> ifFit(Funnel funnel, Opened opened) {
        return WatchedFunnels.fit(opened.transaction(), funnel)
                .chain(fit -> fit ? counted(funnel, opened).map(Optional::of) : Uni.createFrom().item(Optional.<FunnelCounts>empty()));
    }

    private static Uni<FunnelCounts> counted(Funnel funnel, Opened opened) {
        SqlConnection transaction = opened.transaction();
        Period period = opened.scope().period();
        Instant first = RollupLevel.QUARTER.ceiling(period.from());
        Instant last = RollupLevel.QUARTER.floor(period.to());
        Tuple pending = Tuple.of(funnel.site(), funnel.id(), first.atOffset(ZoneOffset.UTC), last.atOffset(ZoneOffset.UTC));
        Tuple cut = Tuple.of(funnel.site(), funnel.id(), period.fromUtc(), period.toUtc())
                .addOffsetDateTime(first.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(last.atOffset(ZoneOffset.UTC));
        Tuple newest = Tuple.of(funnel.site(), funnel.id(), period.fromUtc(), period.toUtc(), funnel.steps().size() - 1);
        return Uni.combine()
                .all()
                .unis(
                        RollupCells.whole(opened, BreakdownBy.REASON).sessions(),
                        new FunnelCells(opened, funnel).tally(),
                        transaction.preparedQuery(PENDING).execute(pending),
                        transaction.preparedQuery(CUT).execute(cut),
                        transaction.preparedQuery(NEWEST).execute(newest),
                        FunnelHits.ofPeriod(
                                transaction, Optional.of(funnel.id()), funnel.site(), period, SessionTraits.ANY, "not s.final"))
                .asTuple()
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(all -> {
                    FunnelTally tally = all.getItem2();
                    all.getItem3().forEach(row -> tally.add(FunnelContribution.read(row), row.getShort("sign")));
                    all.getItem4().forEach(row -> tally.add(FunnelContribution.read(row), 1));
                    all.getItem6().forEach(live -> tally.add(live, 1));
                    List<FunnelContribution> latest = new ArrayList<>(all.getItem6());
                    all.getItem5().forEach(row -> latest.add(FunnelContribution.read(row)));
                    long sessions = all.getItem1().values().stream().mapToLong(Long::longValue).sum();
                    return tally.counts(sessions, latest);
                });
    }
}
