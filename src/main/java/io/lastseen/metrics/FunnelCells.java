package io.lastseen.metrics;

import io.lastseen.metrics.RollupReader.Opened;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** Sums of one funnel's rollups over a period's whole quarters. */
final class FunnelCells {
    private final Opened opened;
    private final Funnel funnel;

    FunnelCells(Opened opened, Funnel funnel) {
        this.opened = opened;
        this.funnel = funnel;
    }

    Uni<FunnelTally> tally() {
        Tuple parameters = Stretch.parameters(
                opened.scope(),
                FunnelContribution.dim(funnel.id()),
                Stretch.ofPeriod(opened.scope().period(), RollupLevel.OF_OTHERS));
        return opened.transaction().preparedQuery(RollupCells.CELLS).execute(parameters).map(rows -> {
            FunnelTally tally = new FunnelTally(funnel.steps().size());
            RollupCells.decode(rows, row -> tally.step(Integer.parseInt(row.getString("key"))));
            return tally;
        });
    }

    /** How many sessions reached each step, by the place of the point of time in which they started. */
    Uni<FunnelReached<Integer>> reached(List<Instant> points) {
        Tuple parameters = Stretch.parameters(
                opened.scope(),
                FunnelContribution.dim(funnel.id()),
                Stretch.ofPoints(opened.scope().period(), points, RollupLevel.OF_OTHERS));
        return opened.transaction().preparedQuery(RollupCells.SESSIONS_OVER_TIME).execute(parameters).map(rows -> {
            FunnelReached<Integer> reached = new FunnelReached<>(funnel);
            rows.forEach(row -> reached.add(
                    row.getInteger("point"), Integer.parseInt(row.getString("key")), row.getLong("sessions")));
            return reached;
        });
    }
}
