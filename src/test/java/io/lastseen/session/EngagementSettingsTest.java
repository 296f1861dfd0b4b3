package io.lastseen.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastseen.engagement.Timings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EngagementSettingsTest {
    private static final Duration PING = Duration.ofSeconds(15);

    @Test
    void without_settings_the_model_s_own_timings_hold() {
        assertThat(settings(Map.of()).timings(PING)).isEqualTo(Timings.defaults());
    }

    @ParameterizedTest
    @EnumSource(Timing.class)
    void each_timing_has_a_setting_that_changes_it_alone(Timing timing) {
        Duration other = timing.of(Timings.defaults()).minusMillis(100);

        Timings set = settings(Map.of(timing.setting(), Timings.written(other))).timings(PING);

        assertThat(timing.of(set)).isEqualTo(other);
        assertThat(set).isEqualTo(Timing.with(Timings.defaults(), Map.of(timing, other)));
    }

    @ParameterizedTest
    @EnumSource(Timing.class)
    void each_timing_is_documented_with_its_default(Timing timing) throws IOException {
        assertThat(Files.readString(Path.of("docs/settings.md"))).contains("| `" + timing.setting() + "` | `");
        assertThat(Files.readString(Path.of("docs/settings.md")).lines().filter(line -> line.startsWith("| `" + timing.setting() + "`")).findFirst().orElseThrow())
            .satisfies(line -> assertThat(timing.parse(line.split("`")[3])).isEqualTo(timing.of(Timings.defaults())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        lastseen.engagement.idle          | 0s  | lastseen.engagement.idle must be longer than nothing, not 0s
        lastseen.engagement.reopen-closed | -1s | lastseen.engagement.reopen-closed must be nothing or longer, not -1s
        lastseen.engagement.payment       | 9d  | lastseen.engagement.payment must not be longer than 7 days, not 216h
        lastseen.engagement.parked        | 2h  | lastseen.engagement.*: Parked (2h) must not exceed absent (1h)
        lastseen.engagement.absent        | 24h | lastseen.engagement.*: Absent (24h) must be shorter than the longest life (24h)
        """)
    void what_makes_no_sense_is_refused_with_one_sentence_that_names_the_setting(String name, String value, String sentence) {
        assertThatThrownBy(() -> settings(Map.of(name, value)).timings(PING)).hasMessage(sentence).hasNoCause();
    }

    private static EngagementSettings settings(Map<String, String> set) {
        return new SmallRyeConfigBuilder().withMapping(EngagementSettings.class).withSources(new PropertiesConfigSource(set, "test", 100))
            .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter()).build().getConfigMapping(EngagementSettings.class);
    }
}
