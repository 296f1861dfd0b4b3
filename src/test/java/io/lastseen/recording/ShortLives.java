package io.lastseen.recording;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Sessions are final as soon as can be, and archived at once. */
public final class ShortLives implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("lastseen.engagement.close", "200ms", "lastseen.engagement.reopen-closed", "0s", "lastseen.archive.after", "0s",
            "lastseen.archive.poll", "100ms", "lastseen.archive.sweep", "1h", "lastseen.erasure.poll", "100ms");
    }
}
