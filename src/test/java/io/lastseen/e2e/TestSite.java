package io.lastseen.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.wire.Doors;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A site made for one test, so that tests share a service and not their sessions. */
public record TestSite(Api api, String id, String writeKey, String snippet) {

    public static TestSite create(Api api, String name, String... origins) throws IOException, InterruptedException {
        JsonNode site = api.post("/api/v1/sites", Map.of("name", name, "origins", List.of(origins)));
        return of(api, site);
    }

    public static TestSite of(Api api, JsonNode site) {
        return new TestSite(api, site.get("id").asText(), site.get("writeKey").asText(), site.get("snippet").asText());
    }

    /** The snippet as the owner pastes it, but loading the recorder from another address of the service. */
    public String snippetFrom(Object origin) {
        return snippet.replaceAll("https?://[^/\"']+(?=/lastseen\\.js)", origin.toString());
    }

    public Doors doors(String pageOrigin) {
        return new Doors(api.service(), writeKey, pageOrigin);
    }

    public List<JsonNode> sessions() throws IOException, InterruptedException {
        return api.items("/api/v1/sessions?site=" + id);
    }

    /** The site's only session, as soon as it is what is waited for. */
    public JsonNode onlySession(String what, Duration within, Predicate<JsonNode> accepted) {
        return Eventually.get(what, within, this::sessions,
                all -> all.size() == 1 && accepted.test(all.get(0))).get(0);
    }

    public JsonNode endedSession(Duration within) {
        return onlySession("one ended session of " + id, within, session -> session.get("state").asText().equals("ended"));
    }

    /** Times a refusal of that reason was counted. */
    public int refused(String reason) throws IOException, InterruptedException {
        return api.items("/api/v1/sites/" + id + "/refusals").stream()
                .filter(refusal -> refusal.get("reason").asText().equals(reason))
                .mapToInt(refusal -> refusal.get("count").asInt()).sum();
    }
}
