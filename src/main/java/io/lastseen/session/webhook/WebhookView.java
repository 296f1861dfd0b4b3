package io.lastseen.session.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Webhook")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WebhookView(
    String url, List<String> events,
    @Schema(description = "Key of the signatures. Shown once, when it is made; null afterwards", nullable = true) String secret,
    boolean enabled) {

    static WebhookView withoutSecret(Webhook webhook) {
        return new WebhookView(webhook.url(), webhook.events(), null, webhook.enabled());
    }

    static WebhookView withSecret(Webhook webhook) {
        return new WebhookView(webhook.url(), webhook.events(), webhook.secret(), webhook.enabled());
    }
}
