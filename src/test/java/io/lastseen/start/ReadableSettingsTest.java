package io.lastseen.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A setting that cannot be read is refused with one sentence: its name, its value, and what to give. */
class ReadableSettingsTest {

    @ConfigMapping(prefix = "lastseen.tried")
    interface Tried {
        @WithDefault("48h")
        Duration waitLong();

        @WithDefault("8388608")
        @Min(65_536)
        @Max(67_108_864)
        int segmentBytes();

        @WithDefault("1")
        @Min(1)
        long most();

        @WithDefault("false")
        boolean switchedOn();

        @WithDefault("https://objects.example")
        URI endpoint();

        @WithDefault("any text")
        String name();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "lastseen.tried.wait-long      | abc      | a duration like 30s, 5m or 2h",
        "lastseen.tried.wait-long      | ''       | a duration like 30s, 5m or 2h",
        "lastseen.tried.segment-bytes  | 8M       | a whole number from 65536 to 67108864",
        "lastseen.tried.segment-bytes  | 1        | a whole number from 65536 to 67108864",
        "lastseen.tried.most           | 1.5      | a whole number from 1 on",
        "lastseen.tried.switched-on    | maybe    | true or false",
        "lastseen.tried.endpoint       | two urls | a URL like https://objects.example",
        "lastseen.database.ssl-mode    | often    | disable, allow, prefer, require, verify-ca or verify-full",
        "lastseen.database.port        | 70000    | a whole number from 1 to 65535",
        "lastseen.log.level            | LOUD     | OFF, ERROR, WARN, INFO, DEBUG, TRACE or ALL",
        "quarkus.shutdown.timeout      | soon     | a duration like 30s, 5m or 2h"})
    void what_cannot_be_read_is_named_with_its_value_and_what_to_give(String name, String value, String accepted) {
        assertThatThrownBy(() -> check(name, value)).isInstanceOf(StartRefused.class)
            .hasMessage(name + " is \"" + value + "\": give " + accepted + " (docs/settings.md).");
    }

    @ParameterizedTest
    @CsvSource({"lastseen.tried.wait-long,500ms", "lastseen.tried.wait-long,30", "lastseen.tried.wait-long,PT5M", "lastseen.tried.wait-long,7d",
        "lastseen.tried.segment-bytes,65536", "lastseen.tried.most,9000000000", "lastseen.tried.switched-on,TRUE", "lastseen.tried.switched-on,off",
        "lastseen.tried.endpoint,http://127.0.0.1:9000", "lastseen.tried.name,''", "lastseen.database.ssl-mode,verify-ca", "lastseen.log.level,debug"})
    void what_can_be_read_is_taken(String name, String value) {
        assertThatCode(() -> check(name, value)).doesNotThrowAnyException();
    }

    @Test
    void what_only_a_library_tries_to_read_is_named_too() {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder().withMapping(Tried.class)
            .withConverter(Duration.class, 200, new DurationConverter()).withDefaultValue("lastseen.tried.wait-long", "abc");

        assertThatThrownBy(config::build).satisfies(failure -> assertThat(Reason.of(failure))
            .isEqualTo("lastseen.tried.wait-long is \"abc\", which cannot be read: see docs/settings.md."));
    }

    private static void check(String name, String value) {
        SmallRyeConfig config = new SmallRyeConfigBuilder().withDefaultValue(name, value).build();
        ReadableSettings.check(config, List.of(Tried.class));
    }
}
