package io.lastseen.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.session.SessionCounting;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Trino counts from the objects of the lake, over S3, against what the API says. Not part of the test run, because it needs
 * Trino's archive (1 GB) and a JDK of 24 or later; docs/lake.md has the commands.
 */
@QuarkusTest
@TestProfile(LakeAgreesTest.AtOnce.class)
class TrinoLakeCheck {
    @Inject
    DataSource database;

    @Inject
    Pool pool;

    @Inject
    SessionCounting counting;

    @TempDir
    Path folder;

    @Test
    void funnels_drop_off_and_channels_counted_by_trino_are_those_of_the_api_also_after_sessions_were_amended() throws Exception {
        LakeSite site = LakeSite.create(database, pool, counting);
        Path archive = Path.of(System.getProperty("lastseen.trino.archive", "target/trino/trino-server-476.tar.gz")).toAbsolutePath();
        Path java = Path.of(System.getProperty("lastseen.trino.java", System.getProperty("java.home")));
        try (TrinoServer trino = timed("unpacked and started", () -> new TrinoServer(archive, java, folder, objects()))) {
            for (String statement : Files.readString(Path.of("docs/trino/lake.sql")).split(";")) {
                if (!statement.isBlank()) {
                    trino.ask(statement.replace("s3://lastseen/", "s3://" + setting("bucket") + "/"));
                }
            }
            agree(trino, site);
            site.amend(site.visits().subList(0, 60), "channel = 'referral', started_at = started_at - interval '9 hours'");
            agree(trino, site);
        }
    }

    private static void agree(TrinoServer trino, LakeSite site) throws Exception {
        site.untilWritten();
        String sessions = " from lastseen.lake.sessions where site_id = '" + site.site() + "'";
        assertThat(timed("sessions", () -> trino.ask("select count(*)" + sessions)).get(0).get(0).asLong()).isEqualTo(site.counted());
        assertThat(timed("funnel of three steps", () -> reached(trino, site.site(), LakeSite.FUNNEL))).isEqualTo(site.reached());
        List<JsonNode> dropOff = timed("drop-off", () -> trino.ask("select cast(count_if(not converted) as double) / count(*)" + sessions));
        assertThat(dropOff.get(0).get(0).asDouble()).isCloseTo(site.dropOff(), within(1e-6));
        for (String trait : List.of("channel", "country", "language", "campaign")) {
            List<JsonNode> counted = timed(trait, () -> trino.ask("select " + trait + ", count(*)" + sessions + " group by 1"));
            assertThat(counted.stream().collect(Collectors.toMap(row -> row.get(0).asText(), row -> row.get(1).asLong())))
                    .isNotEmpty()
                    .isEqualTo(site.sessionsBy(trait));
        }
    }

    /** How many sessions did each step and all before it, each some time after the one before. */
    private static List<Long> reached(TrinoServer trino, String site, String... paths) throws IOException {
        List<String> sets = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        for (int step = 0; step < paths.length; step++) {
            String before = step == 0 ? "" : "join r%d r on r.session_id = v.session_id and row(v.started_at, v.ordinal) > r.at ".formatted(step - 1);
            sets.add("r%d as (select v.session_id, min(row(v.started_at, v.ordinal)) as at from lastseen.lake.views v %swhere v.site_id = '%s' and v.path like '%s' group by 1)"
                    .formatted(step, before, site, paths[step].replace("*", "_%")));
            counts.add("select %d, count(*) from r%1$d".formatted(step));
        }
        return trino.ask("with " + String.join(", ", sets) + " " + String.join(" union all ", counts) + " order by 1").stream()
                .map(row -> row.get(1).asLong())
                .toList();
    }

    private static Map<String, String> objects() {
        return Stream.of("endpoint", "region", "access-key", "secret-key")
                .collect(Collectors.toMap(name -> "LASTSEEN_OBJECTS_" + name.toUpperCase(Locale.ROOT).replace('-', '_'), TrinoLakeCheck::setting));
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue("lastseen.objects." + name, String.class);
    }

    private static <T> T timed(String what, Callable<T> work) throws Exception {
        long began = System.nanoTime();
        T result = work.call();
        System.out.printf(Locale.ROOT, "trino: %-24s %8.0f ms%n", what, (System.nanoTime() - began) / 1e6);
        return result;
    }
}
