package io.lastseen.session.webhook;

import io.lastseen.engagement.Timings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How webhooks are delivered. */
@ConfigMapping(prefix = "lastseen.webhook")
public interface WebhookSettings {
    /** Whether a webhook may lie in a private network or on this machine, where other services trust whoever reaches them. */
    @WithDefault("false")
    boolean allowPrivate();

    /** How long one attempt may take, resolving and connecting included. */
    @WithDefault("10s")
    Duration timeout();

    /** @throws IllegalArgumentException with one sentence where a setting makes no sense */
    default void check() {
        if (timeout().toMillis() < 100 || timeout().compareTo(Duration.ofSeconds(50)) > 0) {
            throw new IllegalArgumentException("lastseen.webhook.timeout must be from 100ms to 50s: " + Timings.written(timeout()));
        }
    }
}
