package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.browser.Chromium;
import io.lastseen.e2e.browser.Tab;
import io.lastseen.e2e.browser.Visitor;
import io.lastseen.e2e.wire.Doors;
import io.lastseen.e2e.wire.PresenceTab;
import io.lastseen.e2e.wire.TestDocument;
import io.lastseen.embedded.EmbeddedStores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedParts.class)
@DisplayName("Behind a proxy that is trusted")
class CountryIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String PAGE = "http://shop.test";
    private static final String GERMAN = "193.99.144.80";
    private static final String FRENCH = "2a01:cb00:7e:1::9";
    private static final String BRITISH = "2a00:23c0:5::2";
    private static final String PRIVATE = "10.11.12.13";

    @Test
    @DisplayName("visitors' countries and languages are told apart, shown and filtered by, and no address is in a row or a log")
    void countries_are_known_and_addresses_are_not(Chromium chromium) throws Exception {
        Map<String, String> stores = new EmbeddedStores().start();
        Map<String, String> settings = new HashMap<>(stores);
        settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        settings.put("lastseen.log.level", "DEBUG");
        ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
        try (ServiceProcess service = ServiceProcess.start(settings); Visitor viewer = chromium.visitor()) {
            TestSite site = TestSite.create(Api.of(service), "Countries", PAGE);
            visit(site.doors(PAGE).with(Map.of("X-Forwarded-For", GERMAN, "Accept-Language", "de-AT,de;q=0.9")));
            visit(site.doors(PAGE).with(Map.of("X-Forwarded-For", BRITISH + ", 10.0.0.1", "Accept-Language", "en-GB")));
            visit(site.doors(PAGE).with(Map.of("X-Forwarded-For", PRIVATE)));
            PresenceTab french = new PresenceTab(TestDocument.opened(PAGE + "/panier"),
                    site.doors(PAGE).with(Map.of("X-Forwarded-For", "[" + FRENCH + "]:50123", "Accept-Language", "fr")), timers);
            french.connect();

            Eventually.get("four visitors, each where they are", SOON, () -> countries(site),
                    Map.of("DE", "de", "FR", "fr", "GB", "en", "Unknown", "Unknown")::equals);
            JsonNode live = site.api().get("/api/v1/live?site=" + site.id());
            assertThat(live.get("items").findValuesAsText("country")).containsExactlyInAnyOrder("DE", "FR", "GB", "Unknown");
            assertThat(site.api().items("/api/v1/sessions?country=DE&site=" + site.id())).hasSize(1);
            assertThat(site.api().items("/api/v1/sessions?country=DE&country=Unknown&language=de&site=" + site.id())).hasSize(1);
            JsonNode byCountry = site.api().get("/api/v1/metrics/breakdown?by=country&site=" + site.id());
            assertThat(byCountry.get("items").findValuesAsText("key")).containsExactlyInAnyOrder("DE", "FR", "GB", "Unknown");
            assertThat(byCountry.get("definition").asText()).contains("the address is not kept");
            assertThat(site.api().get("/api/v1/metrics/overview?country=FR&site=" + site.id()).get("sessions").asInt()).isEqualTo(1);
            shown(viewer, service, site);

            french.closes();
            Eventually.get("the visit has ended", SOON, () -> site.api().items("/api/v1/sessions?country=FR&state=ended&site=" + site.id()),
                    ended -> ended.size() == 1);
            assertThat(rows(stores)).hasSizeGreaterThan(20).noneMatch(CountryIT::holdsAnAddress);
            assertThat(service.output() + service.errors()).isNotEmpty().satisfies(log -> assertThat(holdsAnAddress(log)).isFalse());
        } finally {
            timers.shutdownNow();
        }
    }

    private static void visit(Doors doors) throws Exception {
        assertThat(doors.send(TestDocument.opened(PAGE + "/cart").chunk("seen")).statusCode()).isEqualTo(200);
    }

    private static Map<String, String> countries(TestSite site) throws Exception {
        Map<String, String> languages = new TreeMap<>();
        site.sessions().forEach(session -> languages.put(session.get("country").asText(), session.get("language").asText()));
        return languages;
    }

    private static void shown(Visitor viewer, ServiceProcess service, TestSite site) throws Exception {
        Tab tab = viewer.openWindow();
        tab.navigate(service.url() + "/access?token=" + service.token());
        tab.navigate(service.url() + "/visitors?site=" + site.id());
        tab.waitFor("document.querySelectorAll('.kinds button').length > 1", SOON);
        tab.click(".kinds button:nth-of-type(2)");
        tab.waitFor("[...document.querySelectorAll('tbody th')].map(one => one.textContent.trim()).sort().join() === 'France,Germany,United Kingdom,Unknown'", SOON);
        tab.click("tbody th a[title='DE']");
        tab.waitFor("document.querySelectorAll('a[data-session]').length === 1 && document.body.textContent.includes('Germany')", SOON);
        tab.click("a[data-session]");
        tab.waitFor("document.querySelector('header.head [data-country=DE]')?.textContent === 'Germany'", SOON);
    }

    private static boolean holdsAnAddress(String text) {
        return text.contains(GERMAN) || text.contains(FRENCH) || text.contains(PRIVATE) || text.contains(BRITISH);
    }

    /** Everything there is in PostgreSQL. */
    private static List<String> rows(Map<String, String> stores) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:postgresql://" + stores.get("lastseen.database.host") + ":"
                + stores.get("lastseen.database.port") + "/" + stores.get("lastseen.database.name"),
                stores.get("lastseen.database.user"), stores.get("lastseen.database.password"));
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet all = statement.executeQuery("select t::text from \"" + table + "\" t")) {
                    while (all.next()) {
                        rows.add(all.getString(1));
                    }
                }
            }
        }
        return rows;
    }
}
