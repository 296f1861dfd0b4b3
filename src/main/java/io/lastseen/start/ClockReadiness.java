package io.lastseen.start;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The database answers, and its clock and this replica's agree to 2 s: what is received is stamped by the database. */
@Readiness
@ApplicationScoped
class ClockReadiness implements AsyncHealthCheck {

    private static final Duration LARGEST_SKEW = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Pool pool;
    private final Clock clock;

    ClockReadiness(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        Instant asked = clock.instant();
        return pool.query("select clock_timestamp()").execute()
                .map(rows -> rows.iterator().next().getOffsetDateTime(0))
                .map(there -> answer(skew(asked, there, clock.instant())))
                .ifNoItem().after(PATIENCE).fail()
                .onFailure().recoverWithItem(failure -> HealthCheckResponse.named("database").down()
                        .withData("reason", "PostgreSQL does not answer").build());
    }

    /** How far the database's clock is from the nearest moment at which it can have answered. */
    static Duration skew(Instant asked, OffsetDateTime there, Instant answered) {
        Instant stamped = there.withOffsetSameInstant(ZoneOffset.UTC).toInstant();
        if (stamped.isBefore(asked)) {
            return Duration.between(stamped, asked);
        }
        return stamped.isAfter(answered) ? Duration.between(answered, stamped) : Duration.ZERO;
    }

    private static HealthCheckResponse answer(Duration skew) {
        return HealthCheckResponse.named("database").status(skew.compareTo(LARGEST_SKEW) <= 0)
                .withData("clockSkewMs", skew.toMillis()).build();
    }
}
