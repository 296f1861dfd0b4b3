package io.lastseen.ingest;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** A value PostgreSQL will never take is searched by halving, so that it costs nobody else their chunk. */
final class Halving {
    private static final Logger LOG = Logger.getLogger(Halving.class);

    private Halving() {
    }

    /**
     * @param positions of the payloads in the segment, one per arrival
     * @param write     as {@link IndexStatement#write(IndexRows)}; asked again for parts of what it refused
     * @return outcomes in the order of {@code arrivals}
     */
    static Uni<List<Outcome>> write(List<Arrival> arrivals, List<Integer> positions, String segment, Function<IndexRows, Uni<List<Outcome>>> write) {
        return write.apply(new IndexRows(arrivals, positions, segment)).onFailure(Halving::isDataError).recoverWithUni(failure -> {
            int half = arrivals.size() / 2;
            if (half == 0) {
                LOG.warnf("PostgreSQL refused the values of one message: %s", failure.getMessage());
                return Uni.createFrom().item(List.of(new Outcome.Unstorable("The database refused these values.")));
            }
            return write(arrivals.subList(0, half), positions.subList(0, half), segment, write)
                .flatMap(first -> write(arrivals.subList(half, arrivals.size()), positions.subList(half, positions.size()), segment, write)
                    .map(second -> {
                        List<Outcome> both = new ArrayList<>(first);
                        both.addAll(second);
                        return both;
                    }));
        });
    }

    /** SQLSTATE class 22 is data, 23 integrity; 23514 is a partition that is missing, which the keeper of partitions mends. */
    static boolean isDataError(Throwable failure) {
        return failure instanceof PgException e && e.getSqlState() != null && !e.getSqlState().equals("23514")
            && (e.getSqlState().startsWith("22") || e.getSqlState().startsWith("23"));
    }
}
