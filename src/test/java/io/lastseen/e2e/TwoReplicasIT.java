package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.browser.Chromium;
import io.lastseen.e2e.browser.Tab;
import io.lastseen.e2e.browser.Visitor;
import io.lastseen.e2e.customer.CustomerSite;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedParts.class)
@DisplayName("Two replicas that each get one tab of a visitor")
class TwoReplicasIT {

    @Test
    @DisplayName("make one session of it, which ends with the last tab")
    void make_one_session(Lastseen lastseen, Chromium chromium, CustomerSite customer) throws Exception {
        Api second = lastseen.secondReplica();
        TestSite site = TestSite.create(lastseen.api(), "Two replicas", customer.origin());
        Eventually.isTrue("the second replica knows the site", Duration.ofSeconds(10),
                () -> site.doors(customer.origin()).at(second.service()).options().statusCode() == 200);
        customer.recordedPage("/two/first", "First", site.snippet(), "<h1>First</h1><button>Nothing</button>");
        customer.recordedPage("/two/second", "Second", site.snippetFrom(second.service()), "<h1>Second</h1><button>Nothing</button>");

        Instant closedAt;
        try (Visitor visitor = chromium.visitor()) {
            Tab one = visitor.openWindow();
            one.navigate(customer.url("/two/first"));
            one.click("button");
            Tab two = visitor.openWindow();
            two.navigate(customer.url("/two/second"));
            two.click("button");
            site.onlySession("both tabs in one session", Duration.ofSeconds(15), s -> s.get("views").asInt() == 2);
            one.close();
            two.click("button");
            two.rest(Duration.ofSeconds(6));
            assertThat(site.sessions()).singleElement().satisfies(s -> assertThat(s.get("state").asText()).isEqualTo("open"));
            two.click("button");
            closedAt = two.close();
        }

        JsonNode ended = site.endedSession(Duration.ofSeconds(10));
        assertThat(ended.at("/end/reason").asText()).isEqualTo("closed");
        assertThat(Instant.parse(ended.get("endedAt").asText())).isBetween(closedAt.minusSeconds(1), closedAt.plusSeconds(1));
        assertThat(second.get("/api/v1/sessions/" + ended.get("id").asText()).get("end")).isEqualTo(ended.get("end"));
        Set<String> documents = new HashSet<>();
        Recording.of(second, ended).chunks().forEach(chunk -> documents.add(chunk.get("document").asText()));
        assertThat(documents).hasSize(2);
    }
}
