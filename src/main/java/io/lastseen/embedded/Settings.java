package io.lastseen.embedded;

import java.util.Map;

/** What the rest of the service is told about an embedded store: the settings an operator would give for a real one. */
public final class Settings {

    private Settings() {
    }

    public static Map<String, String> of(DatabaseAddress database) {
        return Map.of(
                "lastseen.database.host", database.host(),
                "lastseen.database.port", String.valueOf(database.port()),
                "lastseen.database.name", database.name(),
                "lastseen.database.user", database.user(),
                "lastseen.database.password", database.password());
    }

    public static Map<String, String> of(ObjectsAddress objects) {
        return Map.of(
                "lastseen.objects.endpoint", objects.endpoint().toString(),
                "lastseen.objects.region", objects.region(),
                "lastseen.objects.access-key", objects.accessKey(),
                "lastseen.objects.secret-key", objects.secretKey());
    }
}
