package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;

import io.restassured.http.ContentType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Funnels made by the API. */
final class TestFunnels {
    private TestFunnels() {}

    /** Its id. */
    static String create(String site, boolean goal, String... paths) {
        return create(site, "sequential", goal, Arrays.stream(paths).map(path -> step("path", path)).toList());
    }

    /** Its id. */
    static String create(String site, String mode, boolean goal, List<Map<String, String>> steps) {
        return create(draft(site, mode, goal, steps));
    }

    /** Of visitors; its id. */
    static String within(int days, String site, String mode, boolean goal, List<Map<String, String>> steps) {
        Map<String, Object> draft = draft(site, mode, goal, steps);
        draft.put("withinDays", days);
        return create(draft);
    }

    private static String create(Map<String, Object> draft) {
        return signedIn().contentType(ContentType.JSON)
                .body(draft)
                .post("/api/v1/funnels")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static Map<String, Object> draft(String site, String mode, boolean goal, List<Map<String, String>> steps) {
        Map<String, Object> draft = new HashMap<>();
        draft.put("site", site);
        draft.put("name", "Purchase");
        draft.put("mode", mode);
        draft.put("goal", goal);
        draft.put("steps", steps);
        return draft;
    }

    static Map<String, String> step(String kind, String match) {
        return Map.of("name", match, "kind", kind, "match", match);
    }
}
