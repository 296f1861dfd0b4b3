package io.lastseen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.wire.Doors;
import io.lastseen.e2e.wire.PresenceTab;
import io.lastseen.e2e.wire.TestDocument;
import io.lastseen.embedded.EmbeddedStores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Two replicas on one PostgreSQL and one store, the tabs of each visitor spread over both, and one of the two is killed.
 * Lease, own restart and idle are shortened; {@code -Dlastseen.kill.lease=15 -Dlastseen.kill.restart=60 -Dlastseen.kill.idle=240}
 * is the long form, {@code -Dlastseen.kill.visitors=N} another crowd.
 */
@DisplayName("When one of two replicas is killed")
class ReplicaKilledIT {
    private static final int VISITORS = Integer.getInteger("lastseen.kill.visitors", 200);
    private static final int LEASE = Integer.getInteger("lastseen.kill.lease", 4);
    private static final int RESTART = Integer.getInteger("lastseen.kill.restart", 6);
    private static final int IDLE = Integer.getInteger("lastseen.kill.idle", 45);
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final Duration RECONNECT = Duration.ofSeconds(12);
    private static final Duration SLACK = Duration.ofSeconds(3);
    private static final String PAGE = "https://shop.example";

    /** What a visitor does about the kill. */
    private enum Part {
        /** Reads on in both tabs. */
        STAYS,
        /** Closes both tabs some seconds later; the beacons reach the living replica. */
        CLOSES,
        /** Had both tabs at the replica that dies, and closes them right then; the beacons reach the living one. */
        CLOSES_MEANWHILE,
        /** Quits the browser some seconds later: only the sockets' end tells, at the living replica. */
        QUITS,
        /** Had both tabs at the replica that dies, and goes with it: nothing tells. */
        VANISHES
    }

    private static final class Person {
        final Part part;
        final String visitor = TestDocument.id("visitor");
        final List<PresenceTab> tabs = new ArrayList<>();
        Instant leftAt = Instant.MAX;

        Person(Part part) {
            this.part = part;
        }
    }

    @Test
    @DisplayName("nobody who stays is ended, who left is known within grace and lease where anything told, and everybody else is lost by the idle rule")
    void one_is_killed() throws Exception {
        Map<String, String> settings = new HashMap<>(new EmbeddedStores().start());
        settings.put("lastseen.replica.lease", LEASE + "s");
        settings.put("lastseen.engagement.own-restart", RESTART + "s");
        settings.put("lastseen.engagement.idle", IDLE + "s");
        ScheduledExecutorService timers = Executors.newScheduledThreadPool(8);
        ExecutorService hands = Executors.newFixedThreadPool(24);
        try (ServiceProcess dying = ServiceProcess.start(settings); ServiceProcess living = ServiceProcess.start(settings)) {
            TestSite site = TestSite.create(Api.of(living), "Killed", PAGE);
            Doors here = site.doors(PAGE);
            Eventually.isTrue("both know the site", Duration.ofSeconds(10), () -> here.at(dying.url()).options().statusCode() == 200);
            List<Person> people = new ArrayList<>();
            for (int i = 0; i < VISITORS; i++) {
                people.add(new Person(Part.values()[i % Part.values().length]));
            }
            all(hands, people, person -> arrive(person, here, here.at(dying.url()), timers));
            var reading = timers.scheduleAtFixedRate(() -> people.stream().filter(p -> p.leftAt.equals(Instant.MAX))
                .forEach(p -> p.tabs.forEach(tab -> tab.says("input", Map.of("kind", "scroll")))), 3, 3, TimeUnit.SECONDS);
            Eventually.isTrue("everybody is known", Duration.ofSeconds(60), () -> sessions(site).size() == VISITORS);

            people.stream().flatMap(p -> p.tabs.stream()).forEach(tab -> tab.connectsTo(living.url()));
            people.stream().filter(p -> p.part == Part.VANISHES || p.part == Part.CLOSES_MEANWHILE).forEach(p -> {
                p.leftAt = Instant.now();
                p.tabs.forEach(PresenceTab::staysSilent);
            });
            dying.kill();
            all(hands, of(people, Part.CLOSES_MEANWHILE), ReplicaKilledIT::close);
            Thread.sleep(8_000);
            all(hands, of(people, Part.CLOSES), ReplicaKilledIT::close);
            all(hands, of(people, Part.QUITS), person -> {
                person.leftAt = Instant.now();
                person.tabs.forEach(PresenceTab::vanishes);
            });

            List<Person> leavers = people.stream().filter(p -> p.part != Part.STAYS).toList();
            Eventually.get("everybody who left has ended", Duration.ofSeconds(IDLE + LEASE + RESTART + 60L), () -> sessions(site),
                found -> leavers.stream().allMatch(p -> "ended".equals(found.get(p.visitor).get("state").asText())));
            reading.cancel(false);
            List<String> stayed = judge(people, sessions(site));
            assertThat(verdictsOf(stayed, settings)).as("verdicts about those who stayed: never ended and reopened either").isEmpty();
        } finally {
            timers.shutdownNow();
            hands.shutdownNow();
        }
    }

    private static void arrive(Person person, Doors living, Doors dying, ScheduledExecutorService timers) {
        boolean spread = person.part != Part.VANISHES && person.part != Part.CLOSES_MEANWHILE;
        for (int i = 0; i < 2; i++) {
            TestDocument document = TestDocument.opened(person.visitor, TestDocument.id("tab"), PAGE + "/" + i);
            PresenceTab tab = new PresenceTab(document, i == 0 || !spread ? dying : living, timers);
            person.tabs.add(tab);
            tab.connect();
        }
    }

    private static void close(Person person) {
        person.leftAt = Instant.now();
        try {
            for (PresenceTab tab : person.tabs) {
                tab.closes();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return sessions of those who stayed */
    private static List<String> judge(List<Person> people, Map<String, JsonNode> sessions) {
        assertThat(sessions).hasSize(VISITORS);
        System.out.printf("replica killed: %d visitors, two tabs each; lease %d s, own restart %d s, idle %d s%n", VISITORS, LEASE, RESTART, IDLE);
        int wrong = 0;
        for (Part part : Part.values()) {
            List<Person> those = of(people, part);
            List<JsonNode> found = those.stream().map(p -> sessions.get(p.visitor)).toList();
            String reason = part == Part.STAYS ? "open" : part == Part.VANISHES ? "lost" : "closed";
            long right = found.stream().filter(s -> reason.equals(s.get("state").asText()) || reason.equals(s.at("/end/reason").asText())).count();
            wrong += (int) (those.size() - right);
            if (part == Part.STAYS) {
                assertThat(found).as("nobody who stays was ever ended").allSatisfy(s -> assertThat(s.get("state").asText()).isEqualTo("open"));
                System.out.printf("  %-16s %3d of %d open%n", part, right, those.size());
                continue;
            }
            long[] error = those.stream().mapToLong(p -> Math.abs(between(p.leftAt, sessions.get(p.visitor).at("/end/at")))).sorted().toArray();
            long[] latency = those.stream().mapToLong(p -> between(p.leftAt, sessions.get(p.visitor).at("/end/decidedAt"))).sorted().toArray();
            System.out.printf(Locale.ROOT, "  %-16s %3d of %d %s; |end error| p50 %d ms, largest %d ms; known after p50 %.1f s, at most %.1f s%n", part, right,
                those.size(), reason, error[error.length / 2], error[error.length - 1], latency[latency.length / 2] / 1e3, latency[latency.length - 1] / 1e3);
            Duration most = part == Part.VANISHES ? Duration.ofSeconds(IDLE + LEASE) : (part == Part.QUITS ? RECONNECT : CLOSE).plusSeconds(LEASE);
            assertThat(LongStream.of(latency).max().orElseThrow()).as(part + " known in time").isLessThanOrEqualTo(most.plus(SLACK).toMillis());
            // of one who vanished with its replica nothing later is known than the last input that was stored: one every 3 s
            assertThat(error[error.length - 1]).as(part + " end").isLessThanOrEqualTo(part == Part.VANISHES ? 10_000 : 1_500);
        }
        System.out.printf("  wrong ends: %d%n", wrong);
        assertThat(wrong).isZero();
        return of(people, Part.STAYS).stream().map(p -> sessions.get(p.visitor).get("id").asText()).toList();
    }

    private static List<String> verdictsOf(List<String> sessions, Map<String, String> stores) throws Exception {
        String url = "jdbc:postgresql://" + stores.get("lastseen.database.host") + ":" + stores.get("lastseen.database.port") + "/"
            + stores.get("lastseen.database.name");
        try (Connection connection = DriverManager.getConnection(url, stores.get("lastseen.database.user"), stores.get("lastseen.database.password"));
                PreparedStatement query = connection.prepareStatement("select to_jsonb(v)::text from verdict v where session_id = any(?)")) {
            query.setArray(1, connection.createArrayOf("text", sessions.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                List<String> verdicts = new ArrayList<>();
                while (rows.next()) {
                    verdicts.add(rows.getString(1));
                }
                return verdicts;
            }
        }
    }

    private static long between(Instant left, JsonNode at) {
        return Duration.between(left, Instant.parse(at.asText())).toMillis();
    }

    private static List<Person> of(List<Person> people, Part part) {
        return people.stream().filter(p -> p.part == part).toList();
    }

    private static void all(ExecutorService hands, List<Person> people, java.util.function.Consumer<Person> act) throws Exception {
        for (var done : hands.invokeAll(people.stream().map(p -> Executors.callable(() -> act.accept(p))).toList())) {
            done.get();
        }
    }

    private static Map<String, JsonNode> sessions(TestSite site) throws Exception {
        Map<String, JsonNode> byVisitor = new HashMap<>();
        String cursor = "";
        do {
            JsonNode page = site.api().get("/api/v1/sessions?limit=200&site=" + site.id() + cursor);
            page.get("items").forEach(s -> assertThat(byVisitor.put(s.get("visitorId").asText(), s)).as("one session per visitor").isNull());
            cursor = page.path("next").isTextual() ? "&cursor=" + page.get("next").asText() : "";
        } while (!cursor.isEmpty());
        return byVisitor;
    }
}
