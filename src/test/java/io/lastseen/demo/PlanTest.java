package io.lastseen.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lastseen.ingest.PastMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Instant NOW = Instant.parse("2026-03-29T15:00:00Z");
    private static final Recordings RECORDINGS = Recordings.read();
    private final List<Planned> plan = Plan.of(RECORDINGS.visits(), NOW, ZoneId.of("Europe/Berlin"));

    @Test
    void the_same_instant_gives_the_same_visits() {
        assertThat(Plan.of(RECORDINGS.visits(), NOW, ZoneId.of("Europe/Berlin"))).isEqualTo(plan);
    }

    @Test
    void visits_are_spread_over_thirty_days_and_none_is_still_to_come() {
        List<Planned.Visit> visits = plan.stream().flatMap(one -> one.visits().stream()).toList();
        assertThat(visits).hasSizeBetween(280, 300).allMatch(visit -> visit.end().isBefore(NOW));
        assertThat(visits.stream().map(visit -> visit.at().atZone(ZoneId.of("Europe/Berlin")).toLocalDate()).collect(Collectors.toSet())).hasSizeGreaterThan(26);
    }

    @Test
    void some_people_come_again_hours_later() {
        assertThat(plan.stream().filter(one -> one.visits().size() > 1).count()).isGreaterThan(30);
        for (Planned person : plan) {
            for (int i = 1; i < person.visits().size(); i++) {
                assertThat(Duration.between(person.visits().get(i - 1).end(), person.visits().get(i).at())).isGreaterThan(Duration.ofHours(2));
            }
        }
    }

    @Test
    void several_dozen_recordings_are_told_each_with_a_picture() {
        assertThat(RECORDINGS.visits()).hasSizeGreaterThanOrEqualTo(24).allMatch(one -> one.messages().stream()
            .anyMatch(message -> message instanceof Recorded.Posted posted && posted.header().path("k").asBoolean()));
    }

    @Test
    void a_visit_told_again_is_another_visitors_at_another_time_and_else_as_recorded() throws Exception {
        Planned.Visit visit = new Planned.Visit(RECORDINGS.visits().get(0), NOW, "https://www.google.com/", "utm_source=letter", OptionalLong.empty());
        Planned person = new Planned("demo-0123456789abcdef", "An agent", "fr-FR", List.of(visit));

        List<PastMessage> told = new Retold(person, visit, "https://shop.example").messages();

        assertThat(told).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        byte[] frame = told.stream().filter(PastMessage.Posted.class::isInstance).map(one -> ((PastMessage.Posted) one).frame()).findFirst().orElseThrow();
        JsonNode header = new ObjectMapper().readTree(frame, 16, ByteBuffer.wrap(frame).getShort(4));
        assertThat(header.get("v").asText()).isEqualTo(person.id());
        assertThat(header.get("o").asLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(header.toString()).doesNotContain("localhost").contains("https://www.google.com/");
        assertThat(told.get(told.size() - 1).at()).isBetween(NOW, NOW.plus(visit.recorded().length()).plusSeconds(31));
    }

    @Test
    void of_whoever_is_lost_nothing_more_arrives_but_that_their_channel_fell_silent() {
        Planned.Visit visit = new Planned.Visit(RECORDINGS.visits().get(0), NOW, "", "", OptionalLong.of(4_000));
        Planned person = new Planned("demo-0123456789abcdef", "An agent", "fr-FR", List.of(visit));

        List<PastMessage> told = new Retold(person, visit, "https://shop.example").messages();

        assertThat(told.subList(0, told.size() - 1)).allMatch(message -> !message.at().isAfter(NOW.plusMillis(4_000)));
        assertThat(told.get(told.size() - 1)).isEqualTo(new PastMessage.Dropped(NOW.plusSeconds(34), ((PastMessage.Dropped) told.get(told.size() - 1)).document(), "timeout"));
    }
}
