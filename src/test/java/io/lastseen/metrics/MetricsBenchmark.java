package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.session.SessionTraits;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/**
 * How long the numbers of a large site take, through the API, and what the naive way takes for the same in the same run. Not part of
 * the test run: {@code mvn -q -Dexec.skip=true -DskipNpmTests=true -Dtest=MetricsBenchmark test}, with
 * {@code -Dlastseen.sessions=1000000}, {@code -Dlastseen.queries=50} and {@code -Dlastseen.memory=4} (GB that PostgreSQL may use). With
 * {@code -Dlastseen.kept-stores=FOLDER} data stays there, a run that was cut off is gone on with, and the next run measures at once; the
 * memory holds from the second run. {@code -Dlastseen.only=REGEX} measures some. {@code -Dlastseen.written=N} writes and does not count the
 * first N sessions of as many, so their days are as full, where the disk does not hold more: then only what asks sessions themselves can be
 * measured.
 */
@QuarkusTest
class MetricsBenchmark {
    private static final long SESSIONS = Long.getLong("lastseen.sessions", 1_000_000);
    private static final long WRITTEN = Long.getLong("lastseen.written", SESSIONS);
    private static final int QUERIES = Integer.getInteger("lastseen.queries", 50);
    /** These take seconds each. */
    private static final int NAIVE = Math.max(1, QUERIES / 5);
    /** A service that has answered for a while has compiled how it does that; what takes seconds each is compiled after a few. */
    private static final int WARM_SECONDS = 20;
    private static final int MOST_WARM_UPS = 1_000;

    private static final String ONLY = System.getProperty("lastseen.only", ".*");
    private static final int MEMORY = Integer.getInteger("lastseen.memory", 4);
    private static final Instant END = Instant.parse("2026-06-30T00:00:00Z");
    /** Behind the last whole day that is written. */
    private static final Instant UNTIL = END.minus(Duration.ofDays(GeneratedSite.DAYS - GeneratedSite.DAYS * WRITTEN / SESSIONS));
    /** By how many days periods are shifted. */
    private static final int SHIFTS = WRITTEN == SESSIONS ? 25 : 5;
    private static final Duration PATIENCE = Duration.ofHours(2);
    private static final List<String> TRAITS = List.of("entry", "exit", "page", "source", "channel", "campaign", "device", "browser", "os", "country", "language", "visitors", "reason");

    /** What a session has once; reasons are told step by step. */
    private static final List<String> FUNNEL_TRAITS = TRAITS.stream().filter(trait -> !trait.equals("page") && !trait.equals("reason")).toList();

    private static final String COUNTED =
            "select count(*) from rollup_state r join funnel_state f using (site_id) join site s on s.id = r.site_id"
                    + " where s.name = 'Benchmark' and r.complete and f.complete";
    /** Not how many: it is asked all the time. */
    private static final String PENDING = "select (exists (select from rollup_delta) or exists (select from funnel_delta))::int::bigint";

    @Inject
    DataSource database;

    @Inject
    Pool pool;

    @Inject
    FunnelQueries funnels;

    @ConfigProperty(name = "lastseen.access.token")
    String token;

    private final HttpClient http = HttpClient.newHttpClient();

    private String site;

    @Test
    void numbers_of_a_large_site() {
        run("alter system set shared_buffers = '" + MEMORY / 4 + "GB'", "alter system set effective_cache_size = '" + MEMORY * 3 / 4 + "GB'",
                "alter system set work_mem = '" + MEMORY * 8 + "MB'", "alter system set max_wal_size = '4GB'", "select pg_reload_conf()");
        String funnel = written();

        measure(QUERIES, "overview, 30 days", i -> get("/api/v1/metrics/overview?" + days(i, 30)));
        measure(QUERIES, "curve by day in Berlin, 30 days and the 30 before", i -> get("/api/v1/metrics/series?zone=Europe/Berlin&" + days(i, 30)));
        measure(QUERIES, "table by each trait, 30 days and the 30 before", i -> get("/api/v1/metrics/breakdown?by=" + TRAITS.get(i % TRAITS.size()) + "&" + days(i, 30)));
        measure(QUERIES, "session list, three filters", i -> get("/api/v1/sessions?site=" + site + "&channel=" + one(GeneratedSite.CHANNELS, i)
                + "&device=" + one(GeneratedSite.DEVICES, i) + "&page=" + "/products/" + (1 + i) + "&" + between(i, 30)));
        measure(QUERIES, "table of some sessions (ad hoc), 30 days", i -> get("/api/v1/metrics/breakdown?by=" + TRAITS.get(i % TRAITS.size())
                + "&channel=" + one(GeneratedSite.CHANNELS, i) + "&" + days(i, 30)));
        measure(QUERIES, "saved funnel, five steps, 30 days", i -> get("/api/v1/funnels/" + funnel + "/report?" + between(i, 30)));
        measure(QUERIES, "its trend by day in Berlin, 30 days and the 30 before", i -> get("/api/v1/funnels/" + funnel + "/series?zone=Europe/Berlin&" + between(i, 30)));
        measure(QUERIES, "its breakdown by each trait, 30 days", i -> get("/api/v1/funnels/" + funnel + "/breakdown?by=" + FUNNEL_TRAITS.get(i % FUNNEL_TRAITS.size()) + "&" + between(i, 30)));
        measure(QUERIES, "drop-offs of its second step, a page of the list", i -> get("/api/v1/funnels/" + funnel + "/steps/1/drop-offs?" + between(i, 30)));
        measure(QUERIES, "kept funnel, some sessions (ad hoc), 30 days", i -> get("/api/v1/funnels/" + funnel + "/report?device=" + one(GeneratedSite.DEVICES, i) + "&" + between(i, 30)));
        measure(QUERIES, "funnel that is not kept (ad hoc), 30 days", i -> follow(i, 0));
        measure(QUERIES, "preview while editing, 30 days", i -> preview(i, 0));
        measure(NAIVE, "funnel within seven days of a visitor, 30 days", i -> follow(i, 7));
        measure(QUERIES, "its preview while editing", i -> preview(i, 7));
        measure(QUERIES, "paths from entry pages (sampled), 30 days", i -> get("/api/v1/metrics/flow?" + days(i, 30)));
        measure(QUERIES, "paths from a page that few saw, 30 days", i -> get("/api/v1/metrics/flow?start=/products/" + (1 + i) + "&" + days(i, 30)));
        measure(NAIVE, "why they leave, 30 days and the 30 before", i -> get("/api/v1/metrics/losses?" + days(i, 30)));
        measure(NAIVE, "naive: overview", i -> run(NaiveQueries.overview(site, from(i, 30), to(i))));
        measure(NAIVE, "naive: table", i -> run(NaiveQueries.breakdown(site, List.of("entry_path", "source", "channel", "device").get(i % 4), from(i, 30), to(i))));
        measure(NAIVE, "naive: funnel, five steps", i -> run(NaiveQueries.funnel(site, GeneratedSite.FUNNEL, from(i, 30), to(i))));
    }

    /** What an earlier run has written into kept stores is gone on with. @return the funnel that is watched */
    private String written() {
        List<String> before = texts("select f.id from funnel f join site s on s.id = f.site_id where s.name = 'Benchmark'");
        if (before.isEmpty()) {
            site = TestSites.create("Benchmark");
            before = List.of(TestFunnels.create(site, true, GeneratedSite.FUNNEL.toArray(String[]::new)));
        } else {
            site = texts("select id from site where name = 'Benchmark'").get(0);
        }
        if (number("select count(*) from session") < WRITTEN) {
            long began = System.nanoTime();
            new GeneratedSite(database, site, END).write(SESSIONS, WRITTEN);
            report("generated %,d sessions and %,d views in %.0f s%n", WRITTEN, number("select count(*) from view"), seconds(began));
            if (WRITTEN == SESSIONS) {
                run("delete from rollup_state where site_id = '" + site + "'", "delete from funnel_state where site_id = '" + site + "'");
            }
            run("create index if not exists naive_view_by_time on view (site_id, started_at)", "vacuum analyze");
        }
        if (WRITTEN == SESSIONS && (number(COUNTED) == 0 || number(PENDING) > 0)) {
            count();
            run("vacuum analyze");
        }
        sizes();
        return before.get(0);
    }

    /** By the service itself, as it does when goals change. */
    private void count() {
        long began = System.nanoTime();
        await(COUNTED, 1);
        double counted = seconds(began);
        await(PENDING, 0);
        report("made final in batches: %.3f ms a session; in rollups after another %.0f s%n", counted * 1e3 / SESSIONS, seconds(began) - counted);
    }

    private void sizes() {
        for (String table : List.of("session", "view", "mark", "verdict", "contribution", "visitor_number", "funnel_contribution", "rollup")) {
            report("%-16s %6d bytes a session%n", table, number("select pg_total_relation_size('" + table + "')") / WRITTEN);
        }
    }

    private void measure(int queries, String what, IntConsumer query) {
        if (!what.matches(ONLY)) {
            return;
        }
        long start = System.nanoTime();
        for (int i = 0; i < queries / 3 || i < MOST_WARM_UPS && seconds(start) < WARM_SECONDS; i++) {
            query.accept(i);
        }
        double[] ms = new double[queries];
        for (int i = 0; i < queries; i++) {
            long began = System.nanoTime();
            query.accept(i);
            ms[i] = seconds(began) * 1e3;
        }
        Arrays.sort(ms);
        report("%-52s p50 %8.1f ms   p95 %8.1f ms%n", what, ms[queries / 2], ms[(int) Math.ceil(queries * 0.95) - 1]);
    }

    /** @param days 0: within one session */
    private void follow(int i, int days) {
        List<FunnelStep> steps = new ArrayList<>();
        GeneratedSite.FUNNEL.forEach(path -> steps.add(new FunnelStep(path, StepKind.PATH, path)));
        steps.set(0, new FunnelStep("First", StepKind.PATH, first(i)));
        Funnel funnel = new Funnel("tried", site, "Tried", steps, FunnelMode.SEQUENTIAL, days, false, UNTIL);
        Period period = new Period(from(i, 30), to(i));
        followed(() -> days > 0 ? funnels.count(funnel, period, SessionTraits.ANY).replaceWithVoid() : funnels.ofSessions(funnel, period, SessionTraits.ANY).replaceWithVoid());
    }

    private static void followed(Supplier<Uni<Void>> counting) {
        try {
            VertxContextSupport.subscribeAndAwait(counting);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String first(int i) {
        return i % 2 == 0 ? "/guides/*" : "/products/" + i;
    }

    private void preview(int i, int days) {
        List<Map<String, String>> steps = new ArrayList<>();
        GeneratedSite.FUNNEL.forEach(path -> steps.add(TestFunnels.step("path", path)));
        steps.set(0, TestFunnels.step("path", first(i)));
        Map<String, Object> draft = TestFunnels.draft(site, "sequential", false, steps);
        draft.put("withinDays", days);
        signedIn().contentType(ContentType.JSON)
                .body(draft)
                .post("/api/v1/funnels/preview?" + between(i, 30))
                .then()
                .statusCode(200);
    }

    /** By a client that costs next to nothing itself. */
    private void get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path.replace(" ", "%20")))
                .header("Authorization", "Bearer " + token)
                .build();
        assertThat(http.sendAsync(request, BodyHandlers.ofString()).join().statusCode()).isEqualTo(200);
    }

    private String days(int i, int days) {
        return "site=" + site + "&" + between(i, days);
    }

    /** Days as Berlin has them, and every other time a period that ends in the midst of one. */
    private static String between(int i, int days) {
        return "from=" + from(i, days) + "&to=" + to(i);
    }

    private static Instant from(int i, int days) {
        return UNTIL.minus(Duration.ofDays(days + i % SHIFTS)).minus(Duration.ofHours(2));
    }

    private static Instant to(int i) {
        return UNTIL.minus(Duration.ofDays(i % SHIFTS)).minus(Duration.ofMinutes(i % 2 == 0 ? 120 : 337));
    }

    private static String one(List<String> of, int i) {
        return of.get(i % of.size());
    }

    private void run(String... statements) {
        for (String sql : statements) {
            pool.query(sql).execute().await().atMost(PATIENCE);
        }
    }

    private void await(String sql, long wanted) {
        long began = System.nanoTime();
        while (number(sql) != wanted) {
            assertThat(System.nanoTime() - began).isLessThan(PATIENCE.toNanos());
            LockSupport.parkNanos(50_000_000);
        }
    }

    private long number(String sql) {
        return pool.preparedQuery(sql).execute(Tuple.tuple()).await().atMost(PATIENCE).iterator().next().getLong(0);
    }

    private List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        pool.query(sql).execute().await().atMost(PATIENCE).forEach(row -> texts.add(row.getString(0)));
        return texts;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void report(String format, Object... values) {
        System.out.printf(Locale.ROOT, "metrics: " + format, values);
    }
}
