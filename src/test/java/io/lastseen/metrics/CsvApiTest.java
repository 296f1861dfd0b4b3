package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.lastseen.CsvTable;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CsvApiTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Inject
    DataSource database;

    private String site;

    @BeforeEach
    void a_site_with_a_visit() {
        site = TestSites.create("Tables");
        new Visits(database).add(
                Visit.closed(site, site + "-1", NOON, Duration.ofMinutes(1)).over("/", "/cart").ended("left"),
                Visit.closed(site, site + "-2", NOON, Duration.ofMinutes(1)).over("/=1+1"));
    }

    @Test
    void the_overview_is_a_table_in_which_each_number_says_what_it_means() {
        csv("/api/v1/metrics/overview/csv")
                .body(startsWith("number,of,value,unit,definition\r\n"))
                .body(containsString("sessions,,2,sessions,"))
                .body(containsString("endReasons,left,1,sessions,"));
    }

    @Test
    void a_list_of_sessions_is_a_table_with_all_its_pages() {
        Visits visits = new Visits(database);
        for (int i = 0; i < 1_200; i++) {
            visits.add(Visit.closed(site, site + "-more-" + i, NOON.plusSeconds(i / 3), Duration.ofMinutes(1)).over("/long"));
        }

        String table = csv("/api/v1/sessions/csv?entry=/long").extract().asString();

        assertThat(table.lines()).hasSize(1_201).doesNotHaveDuplicates();
        assertThat(table.lines().filter(row -> row.startsWith("id,"))).hasSize(1);
    }

    @Test
    void curves_losses_and_funnels_are_tables() {
        csv("/api/v1/metrics/series/csv").body(containsString("this,2026-05-04T00:00:00.000Z,2,2,3,1.5,"));
        csv("/api/v1/metrics/breakdown/csv?by=exit").body(containsString("previousConversionRate,reasons\r\n"))
                .body(containsString("/cart,1,1,2,2.0,")).body(containsString(",left 1\r\n"));
        csv("/api/v1/metrics/losses/csv").body(containsString("/,direct,,/cart,false,left,1,1,1.0,,1.0"));
        String funnel = TestFunnels.create(site, false, "/", "/cart");
        ofFunnel("/api/v1/funnels/" + funnel + "/report/csv").body(containsString("1,/cart,1,1.0,1.0,10000,0,"));
    }

    @Test
    void funnels_their_drop_offs_and_goals_are_tables() {
        String funnel = TestFunnels.create(site, false, "/", "/cart", "/thanks");
        table(signedIn().queryParam("site", site), "/api/v1/funnels/csv").body(startsWith("id,site,name,mode,goal,steps,createdAt,withinDays\r\n"))
                .body(containsString(funnel + "," + site + ",")).body(containsString("\"path /, path /cart, path /thanks\""));
        ofFunnel("/api/v1/funnels/" + funnel + "/steps/1/drop-offs/csv").body(equalTo("session,startedAt,reachedAt,endedAt,reason,replay\r\n" + site
                + "-1,2026-05-04T12:00:00.000Z,2026-05-04T12:00:10.000Z,2026-05-04T12:01:00.000Z,left,/sessions/" + site + "-1\r\n"));
        ofFunnel("/api/v1/funnels/" + funnel + "/steps/1/drop-offs/csv?reason=closed").body(equalTo("session,startedAt,reachedAt,endedAt,reason,replay\r\n"));
        signedIn().get("/api/v1/funnels/" + funnel + "/steps/2/drop-offs/csv").then().statusCode(404);

        signedIn().contentType(ContentType.JSON).body(Map.of("site", site, "name", "Cart", "kind", "path", "match", "/cart"))
                .post("/api/v1/goals").then().statusCode(201);
        csv("/api/v1/metrics/goals/csv").body(containsString("," + site + ",Cart,path,/cart,1,2,0.5\r\n"));
    }

    @Test
    void a_spreadsheet_runs_nothing_that_a_visitor_wrote() {
        assertThat(new CsvTable("a").row("=1+1").row("-2").row(-2).text()).isEqualTo("a\r\n'=1+1\r\n'-2\r\n-2\r\n");
    }

    private ValidatableResponse csv(String path) {
        return table(period().queryParam("site", site), path);
    }

    /** A funnel is of one site anyway. */
    private static ValidatableResponse ofFunnel(String path) {
        return table(period(), path);
    }

    private static RequestSpecification period() {
        return signedIn().queryParam("from", "2026-05-04T00:00:00Z").queryParam("to", "2026-05-05T00:00:00Z");
    }

    private static ValidatableResponse table(RequestSpecification asked, String path) {
        return asked.get(path).then().statusCode(200).contentType(containsString("text/csv"));
    }
}
