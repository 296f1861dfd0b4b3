package io.lastseen.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lastseen.recording.store.ObjectStore;
import io.lastseen.session.SessionCounting;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DuckDB counts from the files of the lake against what the API says. */
@QuarkusTest
@TestProfile(LakeAgreesTest.AtOnce.class)
class LakeAgreesTest {
    /** Files are written as soon as something has changed. */
    public static final class AtOnce implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("lastseen.lake.enabled", "true", "lastseen.lake.after", "0s", "lastseen.lake.poll", "200ms");
        }
    }

    @Inject
    DataSource database;

    @Inject
    Pool pool;

    @Inject
    SessionCounting counting;

    @Inject
    ObjectStore objects;

    @TempDir
    Path folder;

    @Test
    void funnels_drop_off_and_traits_counted_from_files_are_those_of_the_api_also_after_sessions_were_amended() throws Exception {
        LakeSite site = LakeSite.create(database, pool, counting);
        agree(site);

        site.amend(site.visits().subList(0, 60), "channel = 'referral', started_at = started_at - interval '9 hours'");
        agree(site);
    }

    private void agree(LakeSite site) throws Exception {
        site.untilWritten();
        try (Lake lake = Lake.read(objects, site.site(), folder)) {
            assertThat(lake.count("select count(*) from sessions")).isEqualTo(site.counted());
            assertThat(lake.reached(LakeSite.FUNNEL)).isEqualTo(site.reached());
            assertThat(lake.dropOff()).isCloseTo(site.dropOff(), within(1e-6));
            for (String trait : List.of("channel", "country", "language", "campaign")) {
                assertThat(lake.sessionsBy(trait)).hasSizeGreaterThan(1).isEqualTo(site.sessionsBy(trait));
            }
        }
    }
}
