package io.lastseen.metrics;

import io.lastseen.metrics.RollupReader.Opened;
import io.lastseen.session.SessionTraits;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/**
 * What of a period's sessions is not in a funnel's rollups.
 *
 * @param pending deltas that are not folded yet
 * @param cut final ones in the quarters of an hour that the period cuts
 * @param live those that are not final, followed now
 */
record FunnelLoose(RowSet<Row> pending, RowSet<Row> cut, List<FunnelContribution> live) {
    private static final String PENDING =
            "select * from funnel_delta where site_id = $1 and funnel_id = $2 and started_at >= $3 and started_at < $4";

    private static final String CUT =
            """
            select c.* from session s join funnel_contribution c on c.site_id = s.site_id and c.session_id = s.id and c.funnel_id = $2
            where s.site_id = $1 and s.counted and s.final
              and (s.started_at >= $3::timestamptz and s.started_at < least($4::timestamptz, $5::timestamptz)
                   or s.started_at >= greatest($3, $6::timestamptz) and s.started_at < $4)
            """;

    static Uni<FunnelLoose> read(Funnel funnel, Opened opened) {
        SqlConnection transaction = opened.transaction();
        Period period = opened.scope().period();
        Instant first = RollupLevel.QUARTER.ceiling(period.from());
        Instant last = RollupLevel.QUARTER.floor(period.to());
        Tuple pending = Tuple.of(funnel.site(), funnel.id(), first.atOffset(ZoneOffset.UTC), last.atOffset(ZoneOffset.UTC));
        Tuple cut = Tuple.of(funnel.site(), funnel.id(), period.fromUtc(), period.toUtc())
                .addOffsetDateTime(first.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(last.atOffset(ZoneOffset.UTC));
        return Uni.combine()
                .all()
                .unis(
                        transaction.preparedQuery(PENDING).execute(pending),
                        transaction.preparedQuery(CUT).execute(cut),
                        FunnelHits.ofPeriod(
                                transaction, Optional.of(funnel.id()), funnel.site(), period, SessionTraits.ANY, "not s.final"))
                .with(FunnelLoose::new);
    }

    /** @param sink is told 1, or -1 of what is in the rollups and has to be taken off */
    void each(ObjIntConsumer<FunnelContribution> sink) {
        pending.forEach(row -> sink.accept(FunnelContribution.read(row), row.getShort("sign")));
        cut.forEach(row -> sink.accept(FunnelContribution.read(row), 1));
        live.forEach(one -> sink.accept(one, 1));
    }
}
