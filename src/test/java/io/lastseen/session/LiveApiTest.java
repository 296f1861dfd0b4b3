package io.lastseen.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.access.AccessToken;
import io.lastseen.site.Sites;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LiveApiTest {
    @Inject
    Sites sites;
    @Inject
    AccessToken token;
    @Inject
    DataSource database;
    private TestVisitor visitor;
    private String tab;

    @BeforeEach
    void somebodyComes() {
        visitor = new TestVisitor(sites.byId("demo").orElseThrow().writeKey(), token.value(), TestVisitor.anId());
        tab = "tab-" + visitor.id();
    }

    @Test
    void who_reads_is_engaged_who_hides_is_away_who_says_goodbye_is_leaving_and_who_left_is_not_there() {
        String document = visitor.opens(tab, "/here", "");
        Map<String, Object> reading = await(document, item -> item.get("state").equals("engaged"));
        assertThat(reading).containsEntry("path", "/here").containsEntry("title", "A page").containsEntry("views", 1).containsEntry("site", "demo");
        JsonPath live = live();
        assertThat(live.getInt("sessions")).isEqualTo(live.getList("states.sessions", Integer.class).stream().mapToInt(Integer::intValue).sum());
        assertThat(live.getList("pages.path")).contains("/here");
        assertThat(live.getList("states.state")).containsExactly("engaged", "quiet", "away", "handed-over", "leaving");
        assertThat(live.<String, String>getMap("definitions")).containsKeys("sessions", "visitors").containsKeys("engaged", "leaving");
        assertThat(live.<String, String>getMap("units")).containsEntry("visitors", "visitors").containsEntry("away", "sessions");

        visitor.says(tab, document, 2_000, "\"k\":\"vis\",\"state\":\"hidden\"");
        await(document, item -> item.get("state").equals("away"));
        visitor.says(tab, document, 3_000, "\"k\":\"vis\",\"state\":\"visible\"");
        visitor.closes(tab, document);
        await(document, item -> item.get("state").equals("leaving"));
        visitor.session(document, json -> "ended".equals(json.getString("state")));
        assertThat(live().getList("items.id")).doesNotContain(document);
    }

    @Test
    void who_has_had_time_to_read_the_page_is_quiet_without_anything_coming_in() throws Exception {
        String document = visitor.opens(tab, "/quiet", "");
        await(document, item -> item.get("state").equals("engaged"));
        try (Connection connection = database.getConnection();
             PreparedStatement past = connection.prepareStatement("update session set attentive_until = now() - interval '1 minute' where id = ?")) {
            past.setString(1, document);
            past.executeUpdate();
        }

        assertThat(await(document, item -> true)).containsEntry("state", "quiet");
    }

    @Test
    void items_are_narrowed_by_state_and_page_the_counts_are_not() {
        String document = visitor.opens(tab, "/narrow", "");
        await(document, item -> item.get("state").equals("engaged"));

        assertThat(live("&state=engaged&path=/narrow").getList("items.id")).containsExactly(document);
        assertThat(live("&state=away&path=/narrow").getList("items.id")).isEmpty();
        assertThat(live("&path=/nowhere").getInt("sessions")).isPositive();
        assertThat(live("&path=/nowhere").getInt("more")).isZero();
        visitor.api().get("/api/v1/live?state=bored").then().statusCode(400).contentType("application/problem+json");
    }

    private JsonPath live() {
        return live("");
    }

    private JsonPath live(String narrowed) {
        return visitor.api().get("/api/v1/live?site=demo" + narrowed).then().statusCode(200).extract().jsonPath();
    }

    private Map<String, Object> await(String session, Predicate<Map<String, Object>> wanted) {
        long deadline = System.nanoTime() + TestVisitor.PATIENCE.toNanos();
        JsonPath last;
        do {
            last = live();
            for (Map<String, Object> item : last.<Map<String, Object>>getList("items")) {
                if (item.get("id").equals(session) && wanted.test(item)) {
                    return item;
                }
            }
            LockSupport.parkNanos(50_000_000);
        } while (System.nanoTime() < deadline);
        throw new AssertionError("Not within " + TestVisitor.PATIENCE + ": " + last.prettify());
    }
}
