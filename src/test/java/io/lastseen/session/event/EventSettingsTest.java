package io.lastseen.session.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastseen.session.webhook.WebhookSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventSettingsTest {

    private static <T> T settings(Class<T> type, Map<String, String> given) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder().withMapping(type)
            .withConverter(Duration.class, 200, new DurationConverter());
        given.forEach(config::withDefaultValue);
        return config.build().getConfigMapping(type);
    }

    @Test
    void without_settings_events_are_kept_for_a_week_and_nothing_is_posted_into_private_networks() {
        EventSettings events = settings(EventSettings.class, Map.of());
        WebhookSettings webhook = settings(WebhookSettings.class, Map.of());

        assertThatCode(events::check).doesNotThrowAnyException();
        assertThatCode(webhook::check).doesNotThrowAnyException();
        assertThat(events.retention()).isEqualTo(Duration.ofDays(7));
        assertThat(events.heartbeat()).isEqualTo(Duration.ofSeconds(15));
        assertThat(webhook.allowPrivate()).isFalse();
        assertThat(webhook.timeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void what_makes_no_sense_is_refused_by_name() {
        Map.of("lastseen.events.retention", "24h", "lastseen.events.heartbeat", "1ms", "lastseen.events.streams", "0").forEach((name, value) ->
            assertThatThrownBy(settings(EventSettings.class, Map.of(name, value))::check).hasMessageContaining(name));
        assertThatThrownBy(settings(WebhookSettings.class, Map.of("lastseen.webhook.timeout", "2m"))::check)
            .hasMessageContaining("lastseen.webhook.timeout");
    }
}
