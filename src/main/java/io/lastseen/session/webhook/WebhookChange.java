package io.lastseen.session.webhook;

import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import io.lastseen.session.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an owner sends. */
@Schema(name = "WebhookChange")
public record WebhookChange(
    @Schema(required = true, examples = "https://shop.example/lastseen") Optional<String> url,
    @Schema(description = "Which events; left out: all", examples = "[\"session.ended\", \"session.final\"]") Optional<List<String>> events,
    @Schema(description = "Left out: true. What happens while it is false is not delivered later") Optional<Boolean> enabled,
    @Schema(description = "true: a new secret, shown in this answer and never again; the old one is not used any more") Optional<Boolean> rotateSecret) {

    /** @throws io.lastseen.problem.ProblemException 400 that names what is wrong */
    Webhook toWebhook(String site, String secret, WebhookSender sender) {
        List<FieldError> errors = new ArrayList<>();
        String address = url.orElse("").strip();
        sender.objection(address).ifPresent(what -> errors.add(new FieldError("url", what)));
        List<String> wanted = events.orElse(EventType.texts()).stream().distinct().toList();
        if (wanted.isEmpty() || !EventType.texts().containsAll(wanted)) {
            errors.add(new FieldError("events", "holds one or more of " + String.join(", ", EventType.texts())));
        }
        if (!errors.isEmpty()) {
            throw Problem.ofFields(errors).asException();
        }
        return new Webhook(site, address, wanted, secret, enabled.orElse(true));
    }
}
