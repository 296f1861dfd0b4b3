package io.lastseen.metrics;

import static io.lastseen.access.SignedIn.signedIn;
import static io.lastseen.metrics.TestFunnels.step;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A site with visits of its own, and what funnels within a visitor's days say of it. */
final class DaysSite {
    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    static final Map<String, String> PERIOD = Map.of("from", "2026-05-04T00:00:00Z", "to", "2026-06-04T00:00:00Z");

    final Visits visits;
    final String id = TestSites.create("Days");

    DaysSite(DataSource database) {
        visits = new Visits(database);
    }

    String within(int days, String... paths) {
        return TestFunnels.within(days, id, "sequential", false, Stream.of(paths).map(path -> step("path", path)).toList());
    }

    Map<String, Object> draft(String... paths) {
        return TestFunnels.draft(id, "sequential", false, Stream.of(paths).map(path -> step("path", path)).toList());
    }

    String session(String name) {
        return id + "-" + name;
    }

    Visit visit(String name, String visitor, int day) {
        return visit(name, visitor, NOON.plus(Duration.ofDays(day)));
    }

    Visit visit(String name, String visitor, Instant at) {
        return Visit.closed(id, session(name), at, Duration.ofMinutes(2)).by(visitor);
    }

    ValidatableResponse losses() {
        return signedIn().queryParams(PERIOD).queryParam("site", id).get("/api/v1/metrics/losses").then().statusCode(200);
    }

    static ValidatableResponse sessions(String funnel, int step, Map<String, String> narrowed) {
        return signedIn().queryParams(PERIOD).queryParams(narrowed).get("/api/v1/funnels/" + funnel + "/steps/" + step + "/sessions")
                .then().statusCode(200);
    }

    static ValidatableResponse asked(String funnel, String what, String from, String to) {
        return signedIn().queryParam("from", from).queryParam("to", to).get("/api/v1/funnels/" + funnel + "/" + what).then().statusCode(200);
    }

    static ValidatableResponse report(String funnel, String... parameter) {
        RequestSpecification request = signedIn().queryParams(PERIOD);
        if (parameter.length == 2) {
            request.queryParam(parameter[0], parameter[1]);
        }
        return request.get("/api/v1/funnels/" + funnel + "/report").then().statusCode(200);
    }
}
