package io.lastseen.start;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings that are needed before Quarkus boots, from the places Quarkus reads: system properties, environment, .env,
 * config/application.properties and the defaults in this build.
 *
 * @param data         the folder of everything embedded; {@code lastseen.data}
 * @param programs     where PostgreSQL's programs are unpacked to; {@code lastseen.embedded.programs}
 * @param database     the PostgreSQL that {@code lastseen.database.*} names; without, one is embedded
 * @param embedObjects whether no {@code lastseen.objects.endpoint} is set
 * @param debug        whether the operator wants to see more than sentences
 */
record EarlySettings(Path data, Path programs, Optional<DatabaseCheck> database, boolean embedObjects, HttpPort http,
        boolean debug) {

    /** @throws StartRefused where a setting cannot be read, also one that is needed later only */
    static EarlySettings read(List<Class<?>> settingsInterfaces) {
        SmallRyeConfig config = ConfigUtils.configBuilder().build();
        ReadableSettings.check(config, settingsInterfaces);
        boolean embedObjects = absent(config, "lastseen.objects.endpoint");
        if (!embedObjects && (absent(config, "lastseen.objects.access-key") || absent(config, "lastseen.objects.secret-key"))) {
            throw new StartRefused("The object store in lastseen.objects.endpoint needs keys: set lastseen.objects.access-key"
                    + " and lastseen.objects.secret-key, or leave the endpoint out to have a store embedded.");
        }
        Path data = value(config, "lastseen.data", Path.class, Path.of("data"));
        return new EarlySettings(
                data,
                value(config, "lastseen.embedded.programs", Path.class, data.resolve("programs")),
                config.getOptionalValue("lastseen.database.host", String.class).map(host -> database(config, host)),
                embedObjects,
                new HttpPort(value(config, "quarkus.http.host", String.class, "0.0.0.0"),
                        value(config, "quarkus.http.port", Integer.class, 8080)),
                value(config, "lastseen.log.level", String.class, "INFO").matches("(?i)DEBUG|TRACE|ALL"));
    }

    private static DatabaseCheck database(SmallRyeConfig config, String host) {
        return new DatabaseCheck(host,
                value(config, "lastseen.database.port", Integer.class, 5432),
                value(config, "lastseen.database.name", String.class, "lastseen"),
                value(config, "lastseen.database.user", String.class, "lastseen"),
                value(config, "lastseen.database.password", String.class, "lastseen"),
                value(config, "lastseen.database.ssl-mode", String.class, "prefer"));
    }

    private static boolean absent(SmallRyeConfig config, String name) {
        return config.getOptionalValue(name, String.class).isEmpty();
    }

    private static <T> T value(SmallRyeConfig config, String name, Class<T> type, T fallback) {
        try {
            return config.getOptionalValue(name, type).orElse(fallback);
        } catch (IllegalArgumentException e) {
            throw new StartRefused("The setting " + name + " is not valid: see docs/settings.md.");
        }
    }
}
