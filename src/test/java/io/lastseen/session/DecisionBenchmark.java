package io.lastseen.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * How long it takes to decide many visitors that are due at once, against the embedded PostgreSQL. Not part of the test run:
 * {@code mvn -q -Dtest=DecisionBenchmark test}, with {@code -Dlastseen.visitors=10000} and {@code -Dlastseen.rounds=5}.
 *
 * <p>Each visitor has two pages with 24 pieces of evidence, the last of which closes the tab. Timed, from when the visitors are due until
 * none is: visits that are running and now end; visits of which all is decided at once, from their start until they are final, as after
 * hours without a service; and both again, when everything has been written.
 */
@QuarkusTest
class DecisionBenchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int VISITORS = Integer.getInteger("lastseen.visitors", 10_000);
    private static final int ROUNDS = Integer.getInteger("lastseen.rounds", 3);
    private static final String DOCUMENTS = """
        insert into document (site_id, id, visitor_id, tab_id, day, origin_ms, agent, first_received_at, last_received_at)
        select 'demo', $1 || '-' || v || '-' || p, $1 || '-' || v, $1 || '-tab-' || v, (now() at time zone 'utc')::date,
            (extract(epoch from now()) * 1000)::bigint - $3 + p * 120000,
            'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
            now() - $3 * interval '1 millisecond' + p * interval '2 minutes', now()
        from generate_series(1, $2) v, generate_series(0, 1) p""";
    private static final String EVIDENCE = """
        insert into evidence (site_id, day, document_id, n, kind, at_ms, sent_ms, live, body, received_at)
        select 'demo', d.day, d.id, s.n, s.kind, d.origin_ms + s.t, d.origin_ms + s.t + 20, true,
            case when s.kind = 'load' and p.p = 1 then s.body::jsonb || jsonb_build_object('prev', left(d.id, length(d.id) - 1) || '0') else s.body::jsonb end,
            to_timestamp((d.origin_ms + s.t + 40) / 1000.0)
        from document d cross join lateral (select right(d.id, 1)::int) p(p)
        cross join (values
            (1, 'load', 5, '{"nav":"navigate","url":"https://shop.example/p","ref":"https://www.google.com/","vis":"visible","focus":true}'),
            (-2, 'chan.open', 60, '{"replica":"r","epoch":1}'),
            (2, 'view', 310, '{"how":"load","path":"/p","url":"https://shop.example/p","title":"A page","words":300}'),
            (3, 'input', 2000, '{"kind":"pointer"}'), (4, 'input', 9000, '{"kind":"scroll"}'), (5, 'mark', 15000, '{"what":"click","el":{"tag":"a"}}'),
            (6, 'input', 15001, '{"kind":"click"}'), (7, 'hb', 30000, '{"vis":"visible","focus":true}'), (8, 'vis', 50000, '{"state":"hidden"}'),
            (9, 'vis', 62000, '{"state":"visible"}'), (10, 'input', 63000, '{"kind":"key"}'), (11, 'hb', 90000, '{"vis":"visible","focus":true}')
        ) as s(n, kind, t, body)
        where d.visitor_id like $1 || '-%'""";
    private static final String LEFT = """
        insert into evidence (site_id, day, document_id, n, kind, at_ms, sent_ms, live, body, received_at)
        select 'demo', d.day, d.id, 12, 'pagehide', d.origin_ms + 110000, d.origin_ms + 110010, true,
            jsonb_build_object('persisted', false, 'swap', case right(d.id, 1) when '0' then 'same' else 'none' end),
            to_timestamp((d.origin_ms + 110040) / 1000.0)
        from document d where d.visitor_id like $1 || '-%' and right(d.id, 1) = $2""";
    private static final String DUE = """
        insert into due (site_id, visitor_id, rev, due_at) select 'demo', $1 || '-' || v, 1, now() from generate_series(1, $2) v
        on conflict (site_id, visitor_id) do update set rev = due.rev + 1, due_at = excluded.due_at""";

    @Inject
    Pool pool;

    @Test
    void visitors_that_are_due_at_once_are_decided() {
        for (int round = 1; round <= ROUNDS; round++) {
            String running = "r" + round;
            came(running, Duration.ofSeconds(250));
            execute(LEFT, Tuple.of(running, "0"));
            analyze();
            decide(running);
            assertThat(number("select count(*) from session where state = 'open' and visitor_id like '" + running + "-%'")).isEqualTo(VISITORS);
            execute(LEFT, Tuple.of(running, "1"));
            report(round, "running visits end", running);
            report(round, "again", running);

            String all = "a" + round;
            came(all, Duration.ofMinutes(10));
            execute(LEFT, Tuple.of(all, "0"));
            execute(LEFT, Tuple.of(all, "1"));
            analyze();
            report(round, "all at once", all);
            report(round, "again", all);
        }
    }

    /** @param ago when their first pages were opened; their second ones follow two minutes later, and are left after 110 s */
    private void came(String name, Duration ago) {
        execute(DOCUMENTS, Tuple.of(name, VISITORS, ago.toMillis()));
        execute(EVIDENCE, Tuple.of(name));
    }

    private void analyze() {
        pool.query("analyze").execute().await().atMost(PATIENCE);
    }

    private void report(int round, String which, String name) {
        double seconds = decide(name);
        assertThat(number("select count(*) from session where state = 'ended' and reason = 'closed' and views = 2 and visitor_id like '" + name + "-%'"))
            .isEqualTo(VISITORS);
        System.out.printf(Locale.ROOT, "decisions: round %d, %s: %d visitors in %.2f s, %.0f/s%n", round, which, VISITORS, seconds, VISITORS / seconds);
    }

    /** Seconds until none of them is due any more. */
    private double decide(String name) {
        execute(DUE, Tuple.of(name, VISITORS));
        long began = System.nanoTime();
        String left = "select count(*) from due where due_at <= now() and visitor_id like '" + name + "-%'";
        while (number(left) > 0) {
            assertThat(System.nanoTime() - began).isLessThan(PATIENCE.toNanos());
            LockSupport.parkNanos(50_000_000);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private void execute(String sql, Tuple values) {
        pool.preparedQuery(sql).execute(values).await().atMost(PATIENCE);
    }

    private long number(String sql) {
        return pool.query(sql).execute().await().atMost(PATIENCE).iterator().next().getLong(0);
    }
}
