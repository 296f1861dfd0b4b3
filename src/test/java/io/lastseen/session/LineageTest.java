package io.lastseen.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import io.lastseen.access.AccessToken;
import io.lastseen.site.Sites;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A visitor whose id is lost on the way is still one visitor: the tab knows where it came from. */
@QuarkusTest
class LineageTest {
    @Inject
    Sites sites;
    @Inject
    AccessToken token;
    @Inject
    Pool pool;
    @Inject
    Lineage lineage;

    private TestVisitor before;
    private TestVisitor after;
    private final String tab = TestVisitor.anId();
    private final String other = TestVisitor.anId();

    @BeforeEach
    void two_visitor_ids() {
        before = visitor();
        after = visitor();
    }

    @Test
    void a_page_that_names_the_one_before_it_in_its_tab_goes_on_with_its_session() {
        String first = before.opens(tab, "/one", "");
        String second = after.opens(other, "/two", ",\"prev\":\"" + first + "\"");

        JsonPath session = before.session(first, json -> json.getInt("views") == 2);

        assertThat(session.getString("visitorId")).isEqualTo(before.id());
        assertThat(session.getString("exit.path")).isEqualTo("/two");
        assertThat(after.session(second, json -> true).getString("id")).isEqualTo(first);
    }

    @Test
    void a_tab_that_another_opened_belongs_to_its_opener() {
        String first = before.opens(tab, "/one", "");
        after.opens(other, "/two", ",\"opener\":\"" + first + "\"");

        assertThat(before.session(first, json -> json.getInt("views") == 2).getString("state")).isEqualTo("open");
    }

    @Test
    void a_duplicated_tab_belongs_to_the_tab_it_was_copied_from() {
        String first = before.opens(tab, "/one", "");
        after.opens(other, "/one", ",\"opener\":\"" + first + "\",\"dup\":true");

        before.session(first, json -> json.getInt("views") == 2);
    }

    @Test
    void in_private_storage_every_page_is_another_visitor_but_the_tab_is_one() {
        String first = before.opens(tab, "/one", "");
        for (String path : List.of("/two", "/three", "/four")) {
            visitor().opens(tab, path, "");
        }

        JsonPath session = before.session(first, json -> json.getInt("views") == 4);

        assertThat(session.getString("visitorId")).isEqualTo(before.id());
    }

    @Test
    void of_two_sessions_that_turn_out_to_be_one_the_first_survives_and_the_other_is_superseded() {
        String first = before.opens(tab, "/one", "");
        String second = after.opens(other, "/two", "");
        before.session(first, json -> json.getString("id").equals(first));
        after.session(second, json -> json.getString("id").equals(second));

        String third = after.opens(other, "/three", ",\"prev\":\"" + first + "\"");
        before.session(first, json -> json.getInt("views") == 3);

        for (String below : List.of("", "/views", "/timeline", "/recording")) {
            before.api().redirects().follow(false).get("/api/v1/sessions/" + second + below).then().statusCode(308)
                .header("Location", endsWith("/api/v1/sessions/" + first + below));
        }
        assertThat(before.session(third, json -> true).getString("id")).isEqualTo(first);
        assertThat(number("select count(*) from session where id = any($1::text[]) and counted", first, second)).isEqualTo(1);
        assertThat(number("select count(*) from verdict where session_id = any($1::text[]) and reason = 'superseded'", second)).isEqualTo(1);
        assertThat(number("select count(*) from view where session_id = any($1::text[])", first, second)).isEqualTo(3);
        assertThat(number("select count(*) from session_document where document_id = any($1::text[])", first, second, third)).isEqualTo(3);
    }

    @Test
    void the_joined_visit_ends_once_with_its_last_tab() {
        String first = before.opens(tab, "/one", "");
        String second = after.opens(other, "/two", ",\"opener\":\"" + first + "\"");
        before.session(first, json -> json.getInt("views") == 2);
        before.closes(tab, first);
        after.says(other, second, 1_500, "\"k\":\"input\",\"kind\":\"key\"");
        after.closes(other, second);

        JsonPath session = before.session(first, json -> "ended".equals(json.getString("state")));

        assertThat(session.getString("end.reason")).isEqualTo("closed");
        assertThat(number("select count(*) from due where visitor_id = any($1::text[])", after.id())).isZero();
        assertThat(number("select count(*) from due where visitor_id = any($1::text[])", before.id())).isEqualTo(1);
    }

    @Test
    void many_at_once_that_join_the_same_visitors_make_one_person_of_them() {
        List<String> ids = IntStream.range(0, 6).mapToObj(i -> TestVisitor.anId()).toList();
        List<Kinship> kin = new ArrayList<>();
        for (int i = 1; i < ids.size(); i++) {
            kin.add(new Kinship("demo", ids.get(i - 1), ids.get(i)));
            kin.add(new Kinship("demo", ids.get(i), ids.get(i - 1)));
        }
        Random random = new Random(7);
        // a pair whose part was joined meanwhile is found again by the next decision under its new name
        for (int round = 0; round < 6; round++) {
            Collections.shuffle(kin, random);
            Uni.join().all(kin.stream().map(this::asDecided).toList()).andFailFast().await().atMost(TestVisitor.PATIENCE);
        }

        assertThat(number("select count(*) from visitor where id = any($1::text[]) and joined_to is null", ids.toArray(String[]::new))).isEqualTo(1);
        assertThat(number("select count(distinct joined_to) from visitor where id = any($1::text[])", ids.toArray(String[]::new))).isEqualTo(1);
    }

    /** Kin under the ids that stand for them now. */
    private Uni<Void> asDecided(Kinship kin) {
        return stands(kin.one()).flatMap(one -> stands(kin.other()).flatMap(two -> one.equals(two) ? Uni.createFrom().voidItem()
            : lineage.join(List.of(new Kinship(kin.site(), one, two)))));
    }

    private Uni<String> stands(String id) {
        return pool.preparedQuery("select coalesce(joined_to, id) as id from visitor where site_id = 'demo' and id = $1").execute(Tuple.of(id))
            .map(rows -> rows.size() == 0 ? id : rows.iterator().next().getString("id"));
    }

    private long number(String sql, String... ids) {
        Row row = pool.preparedQuery(sql).execute(Tuple.tuple().addArrayOfString(ids)).await().atMost(TestVisitor.PATIENCE).iterator().next();
        return row.getLong(0);
    }

    private TestVisitor visitor() {
        return new TestVisitor(sites.byId("demo").orElseThrow().writeKey(), token.value(), TestVisitor.anId());
    }
}
