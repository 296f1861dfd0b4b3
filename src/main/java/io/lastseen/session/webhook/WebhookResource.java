package io.lastseen.session.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lastseen.problem.Problem;
import io.lastseen.session.event.SessionEvent;
import io.lastseen.site.Sites;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A site's webhook. */
@Path("/api/v1/sites/{id}/webhook")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
class WebhookResource {
    private static final String MISSING = "is missing; send a JSON object with url";
    private static final int SECRET_BYTES = 32;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final WebhookSender sender;
    private final Sites sites;
    private final Clock clock;
    private final ObjectMapper json;
    private final SecureRandom random = new SecureRandom();

    WebhookResource(Webhooks webhooks, Deliveries deliveries, WebhookSender sender, Sites sites, Clock clock, ObjectMapper json) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.sender = sender;
        this.sites = sites;
        this.clock = clock;
        this.json = json;
    }

    @GET
    @Operation(operationId = "getWebhook", summary = "Where the site's events are posted to")
    @APIResponse(responseCode = "404", description = "There is no such site, or it has no webhook")
    public Uni<WebhookView> get(@PathParam("id") @Parameter(example = "demo") String site) {
        return find(site).map(WebhookView::withoutSecret);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "putWebhook", summary = "Set where the site's events are posted to",
        description = "The first time, and with rotateSecret, the answer holds the secret that signatures are verified with.")
    @APIResponse(responseCode = "400", description = "A field is wrong; errors names it and says what to write")
    public Uni<WebhookView> put(@PathParam("id") @Parameter(example = "demo") String site, @NotNull(message = MISSING) WebhookChange body) {
        String secret = newSecret();
        return Uni.createFrom().item(() -> body.toWebhook(known(site), secret, sender))
            .flatMap(webhook -> webhooks.put(webhook, body.rotateSecret().orElse(false)))
            .map(kept -> kept.secret().equals(secret) ? WebhookView.withSecret(kept) : WebhookView.withoutSecret(kept));
    }

    @DELETE
    @Operation(operationId = "deleteWebhook", summary = "Post no events any more, and forget what was posted")
    public Uni<Void> delete(@PathParam("id") @Parameter(example = "demo") String site) {
        return Uni.createFrom().item(() -> known(site)).flatMap(webhooks::delete);
    }

    @POST
    @Path("test")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "testWebhook", summary = "Post one event of type webhook.test now, and say what came of it")
    public Uni<TestDelivery> test(@PathParam("id") @Parameter(example = "demo") String site) {
        UUID id = UUID.randomUUID();
        long began = System.nanoTime();
        return find(site)
            .flatMap(webhook -> sender.post(webhook.url(), webhook.secret(), id.toString(),
                write(new SessionEvent(id, "webhook.test", clock.instant(), site, 0, null))))
            .map(made -> new TestDelivery(id.toString(), made.delivered(), made.status().orElse(null), made.error().orElse(null),
                (System.nanoTime() - began) / 1_000_000));
    }

    @GET
    @Path("deliveries")
    @Operation(operationId = "listDeliveries", summary = "What was and is to be delivered, newest first")
    public Uni<DeliveryPage> deliveries(@PathParam("id") @Parameter(example = "demo") String site) {
        return Uni.createFrom().item(() -> known(site)).flatMap(deliveries::newest);
    }

    private Uni<Webhook> find(String site) {
        return Uni.createFrom().item(() -> known(site)).flatMap(webhooks::of).map(found -> found.orElseThrow(() ->
            Problem.of(404, "Site " + site + " has no webhook. PUT one here.").asException()));
    }

    private String known(String site) {
        return sites.byId(site).orElseThrow(() -> Problem.of(404, "There is no site " + site + ". /api/v1/sites lists them.").asException()).id();
    }

    private String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String write(SessionEvent event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
