package io.lastseen.metrics;

import io.lastseen.metrics.RollupReader.Opened;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

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
        return opened.transaction().preparedQuery(RollupCells.SUM + RollupCells.GROUP).execute(parameters).map(rows -> {
            FunnelTally tally = new FunnelTally(funnel.steps().size());
            rows.forEach(row -> CellCodec.decode(
                    row.getBuffer("cells").getBytes(), tally.step(Integer.parseInt(row.getString("key")))));
            return tally;
        });
    }
}
