package io.lastseen.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lastseen.access.AccessToken;
import io.lastseen.session.VisitorClaims.Claim;
import io.lastseen.site.Sites;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What was decided follows from the evidence that is stored. Of earlier decisions only ids are used, and which sessions are
 * final: judgements know nothing else of them.
 */
@QuarkusTest
class RefoldTest {
    /** One row per person that is not just being decided, with all ids it had. */
    private static final String PERSONS = """
        select h.site_id, h.id, array(select m.id from visitor m where m.site_id = h.site_id and m.joined_to = h.id) as joined
        from visitor h
        where h.joined_to is null and not exists (
            select from due d join visitor m on m.site_id = d.site_id and m.id = d.visitor_id
            where d.due_at < now() + interval '3 seconds' and m.site_id = h.site_id and coalesce(m.joined_to, m.id) = h.id)""";
    private static final String SESSIONS = """
        select * from session where superseded_by is null and visitor_id = any($1::text[])""";
    private static final String VERDICTS = """
        select v.* from verdict v join session s on s.site_id = v.site_id and s.id = v.session_id
        where s.visitor_id = any($1::text[]) and v.reason <> 'superseded' order by v.revision""";
    @Inject
    Sites sites;
    @Inject
    AccessToken token;
    @Inject
    Pool pool;
    @Inject
    VisitorHistories histories;
    @Inject
    Decider decider;

    private record Refolded(VisitorHistory history, Instant now) {
    }

    @Test
    void every_session_s_verdict_is_found_again_in_the_evidence_alone() {
        List<TestVisitor> visitors = manyVisits();

        int compared = 0;
        int knownAgain = 0;
        for (Row person : rows(PERSONS, Tuple.tuple())) {
            Refolded refolded = read(person);
            Map<String, KnownSession> finals = refolded.history().known().stream().filter(KnownSession::finalEnd).collect(Collectors.toMap(KnownSession::id, one -> one));
            Map<String, Row> stored = new HashMap<>();
            rows(SESSIONS, Tuple.tuple().addArrayOfString(ids(person))).forEach(row -> stored.put(row.getString("id"), row));
            for (DecidedSession session : decider.decide(refolded.history(), refolded.now()).sessions()) {
                assertSame(session, stored.get(session.judgement().id()));
                compared++;
                KnownSession known = finals.get(session.judgement().id());
                if (known != null) {
                    assertThat(session.judgement().settle().anchors()).as("anchors of %s", known.id()).isNotEmpty().isEqualTo(known.anchors());
                    knownAgain++;
                }
            }
        }

        assertThat(knownAgain).isPositive();
        assertThat(compared).isGreaterThanOrEqualTo(visitors.size());
    }

    @Test
    void every_verdict_of_a_history_follows_from_what_had_been_received_by_then() {
        int compared = 0;
        for (TestVisitor visitor : manyVisits()) {
            Row person = rows("select h.site_id, h.id, '{}'::text[] as joined from visitor h where h.id = $1 and h.joined_to is null",
                Tuple.of(visitor.id())).stream().findFirst().orElse(null);
            if (person == null) {
                continue;
            }
            VisitorHistory all = read(person).history();
            for (Row verdict : rows(VERDICTS, Tuple.tuple().addArrayOfString(ids(person)))) {
                Instant decidedAt = verdict.getOffsetDateTime("decided_at").toInstant();
                VisitorHistory then = new VisitorHistory(all.due(), all.countedSince(), all.documents(),
                    all.evidence().stream().filter(one -> !one.receivedAt().isAfter(decidedAt)).toList(), List.of());
                DecidedSession again = decider.decide(then, decidedAt.plusMillis(1)).sessions().stream()
                    .filter(session -> session.judgement().id().equals(verdict.getString("session_id"))).findFirst().orElseThrow();
                assertThat(again.judgement().verdict().map(v -> v.reason().text())).isEqualTo(Optional.ofNullable(verdict.getString("reason")));
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(5);
    }

    private static void assertSame(DecidedSession again, Row stored) {
        String id = again.judgement().id();
        assertThat(stored).as("stored session %s", id).isNotNull();
        assertThat(again.end().isPresent() ? "ended" : "open").as("state of %s", id).isEqualTo(stored.getString("state"));
        assertThat(again.judgement().verdict().map(v -> v.reason().text()).orElse(null)).as("reason of %s", id).isEqualTo(stored.getString("reason"));
        assertThat(again.judgement().verdict().flatMap(v -> v.detail()).orElse(null)).as("detail of %s", id).isEqualTo(stored.getString("detail"));
        assertThat(again.judgement().counted()).as("whether %s is counted", id).isEqualTo(stored.getBoolean("counted"));
        assertThat(again.judgement().settled()).as("whether %s is final", id).isEqualTo(stored.getBoolean("final"));
        again.judgement().verdict().ifPresent(verdict -> {
            assertThat(verdict.endedAt()).as("end of %s", id).isCloseTo(stored.getOffsetDateTime("ended_at").toInstant(), within(1, ChronoUnit.SECONDS));
            assertThat(verdict.confidence()).as("confidence in %s", id).isEqualTo(stored.getDouble("confidence"));
        });
    }

    /** Closed, left for a site, closed and come back, signed out, stopped, two tabs, an id lost on the way, and still there. */
    private List<TestVisitor> manyVisits() {
        List<TestVisitor> visitors = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            visitors.add(new TestVisitor(sites.byId("demo").orElseThrow().writeKey(), token.value(), TestVisitor.anId()));
        }
        String tab = TestVisitor.anId();
        String other = TestVisitor.anId();
        List<String> pages = visitors.stream().map(visitor -> visitor.opens(visitor.id(), "/one", "")).toList();
        visitors.get(0).closes(visitors.get(0).id(), pages.get(0));
        visitors.get(1).says(visitors.get(1).id(), pages.get(1), 1_200, "\"k\":\"out\",\"kind\":\"link\",\"host\":\"elsewhere.example\",\"target\":\"self\"",
            "\"k\":\"pagehide\",\"persisted\":false,\"swap\":\"other\"");
        visitors.get(2).closes(visitors.get(2).id(), pages.get(2));
        visitors.get(3).says(visitors.get(3).id(), pages.get(3), 1_200, "\"k\":\"signout\"");
        visitors.get(4).says(visitors.get(4).id(), pages.get(4), 1_200, "\"k\":\"stop\",\"why\":\"consent\"");
        String second = visitors.get(5).opens(other, "/two", ",\"opener\":\"" + pages.get(5) + "\"");
        visitors.get(5).closes(visitors.get(5).id(), pages.get(5));
        new TestVisitor(sites.byId("demo").orElseThrow().writeKey(), token.value(), TestVisitor.anId()).opens(tab, "/two", ",\"prev\":\"" + pages.get(6) + "\"");
        for (int i : List.of(0, 1, 2, 3, 4)) {
            visitors.get(i).session(pages.get(i), json -> "ended".equals(json.getString("state")));
        }
        visitors.get(2).opens(visitors.get(2).id(), "/again", "");
        visitors.get(2).session(pages.get(2), json -> "open".equals(json.getString("state")) && json.getInt("views") == 2);
        visitors.get(5).session(second, json -> json.getInt("views") == 2);
        visitors.get(6).session(pages.get(6), json -> json.getInt("views") == 2);
        return visitors;
    }

    private Refolded read(Row person) {
        List<String> all = List.of(ids(person));
        Claim claim = new Claim(new DueVisitor(person.getString("site_id"), person.getString("id"), Map.of()), all);
        return pool.withConnection((SqlConnection connection) -> histories.read(connection, List.of(claim)))
            .map(read -> new Refolded(read.histories().get(0), read.now())).await().atMost(TestVisitor.PATIENCE);
    }

    private static String[] ids(Row person) {
        List<String> ids = new ArrayList<>(List.of(person.getArrayOfStrings("joined")));
        ids.add(person.getString("id"));
        return ids.toArray(String[]::new);
    }

    private List<Row> rows(String sql, Tuple values) {
        List<Row> rows = new ArrayList<>();
        pool.preparedQuery(sql).execute(values).await().atMost(TestVisitor.PATIENCE).forEach(rows::add);
        return rows;
    }
}
