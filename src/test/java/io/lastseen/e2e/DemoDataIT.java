package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Demo data")
class DemoDataIT {
    private static final Duration FILLED = Duration.ofSeconds(300);
    private static final Duration REMOVED = Duration.ofSeconds(60);
    private static final Map<String, String> WANTED = Map.of("lastseen.demo-data", "true", "lastseen.erasure.poll", "1s");

    @Test
    @DisplayName("is there on every page after the first start, not twice after another, and nowhere once it is removed")
    void fills_once_and_goes() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(WANTED)) {
            Api api = Api.of(service);
            JsonNode data = Eventually.get("the demo site is filled", FILLED, () -> state(api), one -> one.get("state").asText().equals("there"));
            assertThat(data.get("visits").asInt()).isBetween(280, 300);

            List<JsonNode> sessions = sessions(api);
            assertThat(sessions).hasSizeGreaterThan(250);
            pastVisitsWereDecidedWhenTheyWereDue(sessions);
            theyPlay(api, sessions);
            Eventually.get("the numbers have counted them", Duration.ofSeconds(30), () -> api.get("/api/v1/metrics/overview?site=demo&from=" + from()),
                one -> one.get("sessions").asInt() == sessions.size());
            funnelsAndLossesSaySomething(api);

            assertThat(service.terminate()).isIn(0, 143);
            service.restart();
            assertThat(state(api)).isEqualTo(data);
            assertThat(sessions(api)).hasSameSizeAs(sessions);

            assertThat(api.delete("/api/v1/sites/demo/demo-data")).isEqualTo(202);
            assertThat(api.items("/api/v1/sessions?site=demo")).isEmpty();
            Eventually.get("nobody counts them", REMOVED, () -> api.get("/api/v1/metrics/overview?site=demo&from=" + from()), one -> one.get("sessions").asInt() == 0);
            assertThat(api.get("/api/v1/funnels/demo/report?from=" + from()).at("/steps/0/reached").asInt()).isZero();
            Eventually.get("their bytes are gone", REMOVED, () -> minutesLater(service, api), one -> one.get("state").asText().equals("removed"));

            service.terminate();
            service.restart();
            assertThat(state(api).get("state").asText()).isEqualTo("removed");
            assertThat(api.items("/api/v1/sessions?site=demo")).isEmpty();
        }
    }

    private static void pastVisitsWereDecidedWhenTheyWereDue(List<JsonNode> sessions) {
        assertThat(sessions).allMatch(one -> one.get("demo").asBoolean());
        assertThat(sessions.stream().map(one -> one.get("startedAt").asText().substring(0, 10)).distinct())
            .hasSizeGreaterThan(25);
        assertThat(sessions.stream().map(one -> one.at("/end/reason").asText()).collect(Collectors.toSet()))
            .contains("closed", "left", "parked", "idle");
        assertThat(sessions.stream().map(one -> one.get("source").asText()).collect(Collectors.toSet())).hasSizeGreaterThan(8);
        assertThat(sessions.stream().map(one -> one.get("campaign").asText()).collect(Collectors.toSet()))
            .contains("(none)", "tools-search", "november-letter");
        Instant recent = Instant.now().minus(Duration.ofHours(3));
        assertThat(sessions.stream().filter(one -> Instant.parse(one.get("startedAt").asText()).isBefore(recent))).allSatisfy(one -> {
            assertThat(one.get("state").asText()).isEqualTo("ended");
            assertThat(one.at("/end/provisional").asBoolean()).isFalse();
            assertThat(Duration.between(Instant.parse(one.at("/end/at").asText()), Instant.parse(one.at("/end/decidedAt").asText())))
                .isBetween(Duration.ZERO, Duration.ofHours(2));
        });
    }

    private static void theyPlay(Api api, List<JsonNode> sessions) throws Exception {
        JsonNode bought = sessions.stream().filter(one -> one.at("/exit/path").asText().equals("/demo/thanks")).findFirst().orElseThrow();
        List<JsonNode> events = Recording.of(api, bought).events();
        assertThat(events.stream().filter(one -> one.get("type").asInt() == 2).count()).isGreaterThanOrEqualTo(4);
        assertThat(api.items("/api/v1/sessions/" + bought.get("id").asText() + "/recording/assets")).hasSizeGreaterThan(4)
            .allSatisfy(asset -> assertThat(api.range(asset.get("url").asText(), 0, 100)).hasSizeGreaterThan(100));
        assertThat(sessions.stream().filter(one -> one.get("views").asInt() > 1).count()).isGreaterThan(90);
    }

    private static void funnelsAndLossesSaySomething(Api api) throws Exception {
        JsonNode report = api.get("/api/v1/funnels/demo/report?from=" + from());
        List<Integer> reached = StreamSupport.stream(report.get("steps").spliterator(), false).map(step -> step.get("reached").asInt()).toList();
        assertThat(reached).hasSize(4).allMatch(count -> count > 0);
        assertThat(new ArrayList<>(reached)).isSortedAccordingTo((a, b) -> b - a);
        JsonNode byChannel = api.get("/api/v1/funnels/demo/breakdown?by=channel&from=" + from());
        assertThat(byChannel.get("items")).hasSizeGreaterThan(3);
        assertThat(byChannel.at("/totals/reached/3").asInt()).isEqualTo(reached.get(3));
        assertThat(api.get("/api/v1/metrics/losses?site=demo").get("items")).isNotEmpty();
        assertThat(api.items("/api/v1/goals?site=demo")).hasSize(1);
    }

    /** The second look at an erasure is minutes away: it was accepted that much earlier. */
    private static JsonNode minutesLater(ServiceProcess service, Api api) throws Exception {
        EmbeddedDatabase.run(service, "update erasure set requested_at = requested_at - interval '10 minutes' where requested_at > now() - interval '5 minutes'",
            "update erasure_object set not_before = not_before - interval '10 minutes' where not_before between now() - interval '5 minutes' and now()");
        return state(api);
    }

    private static JsonNode state(Api api) throws Exception {
        return api.get("/api/v1/sites/demo/demo-data");
    }

    private static String from() {
        return Instant.now().minus(Duration.ofDays(32)).toString();
    }

    private static List<JsonNode> sessions(Api api) throws Exception {
        List<JsonNode> sessions = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/api/v1/sessions?site=demo&limit=200" + cursor);
            page.get("items").forEach(sessions::add);
            cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asText();
        } while (!cursor.isEmpty());
        return sessions;
    }
}
