package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.browser.Chromium;
import io.lastseen.e2e.browser.Tab;
import io.lastseen.e2e.browser.Visitor;
import io.lastseen.e2e.customer.CustomerSite;
import io.lastseen.e2e.wire.Frame;
import io.lastseen.e2e.wire.TestDocument;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedParts.class)
@DisplayName("A restart of the service in mid-visit")
class RestartInMidVisitIT {
    enum How { TERMINATED, KILLED }

    private static final int ENOUGH = 20;

    @ParameterizedTest(name = "{0}")
    @EnumSource(How.class)
    @DisplayName("leaves one session, with everything that was acknowledged in it")
    void loses_nothing_acknowledged(How how, Chromium chromium, CustomerSite customer) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(Map.of()); Visitor visitor = chromium.visitor()) {
            Api api = Api.of(service);
            TestSite site = TestSite.create(api, "Restart", customer.origin());
            TestSite spoken = TestSite.create(api, "Restart, spoken to by hand", customer.origin());
            customer.recordedPage("/restart", "Restart", site.snippet(),
                    "<h1>Before</h1><button onclick=\"document.querySelector('h1').textContent = 'After'\">Change</button>");
            Tab tab = visitor.openWindow();
            tab.navigate(customer.url("/restart"));
            tab.click("button");
            site.onlySession("the visit is known", Duration.ofSeconds(15), any -> true);

            TestDocument document = TestDocument.opened(customer.url("/restart"));
            Map<String, byte[]> acknowledged = new TreeMap<>();
            AtomicBoolean stop = new AtomicBoolean();
            CompletableFuture<Void> sender = CompletableFuture.runAsync(
                    () -> sendUntilRefused(spoken, customer.origin(), document, acknowledged, stop));
            Eventually.isTrue("enough is acknowledged", Duration.ofSeconds(20), () -> size(acknowledged) >= ENOUGH);
            if (how == How.KILLED) {
                service.kill();
            } else {
                service.terminate();
            }
            stop.set(true);
            sender.join();
            service.restart();

            tab.click("button");
            tab.rest(Duration.ofSeconds(3));
            assertThat(site.sessions()).singleElement()
                    .satisfies(session -> assertThat(session.get("state").asText()).isEqualTo("open"));
            tab.close();
            JsonNode ended = site.endedSession(Duration.ofSeconds(30));
            assertThat(ended.at("/end/reason").asText()).isEqualTo("closed");
            assertThat(Recording.of(api, ended).keys()).doesNotHaveDuplicates();

            JsonNode session = spoken.onlySession("what was sent by hand", Duration.ofSeconds(10), any -> true);
            assertThat(Recording.of(api, session).payloads()).containsAllEntriesOf(acknowledged);
        }
    }

    private static int size(Map<String, byte[]> acknowledged) {
        synchronized (acknowledged) {
            return acknowledged.size();
        }
    }

    private static void sendUntilRefused(TestSite site, String page, TestDocument document,
            Map<String, byte[]> acknowledged, AtomicBoolean stop) {
        for (int sequence = 0; !stop.get(); sequence++) {
            Frame chunk = document.chunk("chunk " + sequence);
            try {
                if (site.doors(page).send(chunk).statusCode() != 200) {
                    return;
                }
            } catch (IOException gone) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            synchronized (acknowledged) {
                acknowledged.put(Recording.key(document.id(), sequence), chunk.payload());
            }
        }
    }
}
