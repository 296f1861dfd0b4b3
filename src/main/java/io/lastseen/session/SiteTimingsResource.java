package io.lastseen.session;

import io.lastseen.engagement.Timings;
import io.lastseen.problem.Problem;
import io.lastseen.site.KnownSite;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How long a site waits before it says that somebody left. */
@Path("/api/v1/sites/{id}/timings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Sites")
class SiteTimingsResource {
    private final KnownSite sites;
    private final SiteTimings timings;

    SiteTimingsResource(KnownSite sites, SiteTimings timings) {
        this.sites = sites;
        this.timings = timings;
    }

    @Schema(name = "SiteTimings")
    public record SiteTimingsView(
        @Schema(description = "What holds for this site", examples = "{\"idle\": \"30m\"}") Map<String, String> effective,
        @Schema(description = "What its owner has set; all else is the service's setting", examples = "{}") Map<String, String> overrides) {
    }

    @GET
    @Operation(operationId = "getTimings", summary = "How long this site waits for what")
    @APIResponse(responseCode = "404", description = "There is no such site")
    public Uni<SiteTimingsView> get(@PathParam("id") @Parameter(example = "demo") String id) {
        sites.require(id);
        return timings.overrides(id).map(this::view);
    }

    @PUT
    @Operation(operationId = "setTimings", summary = "Set what this site waits for",
        description = "Only the fields that are sent differ from the service's settings; one that is null or left out is the service's again. "
            + "Holds for all visits that are not final. docs/settings.md says what each is.")
    @APIResponse(responseCode = "400", description = "A timing is wrong, or two contradict each other")
    @APIResponse(responseCode = "404", description = "There is no such site")
    public Uni<SiteTimingsView> put(@PathParam("id") @Parameter(example = "demo") String id,
                                    @NotNull(message = "is missing; send a JSON object such as {\"idle\": \"10m\"}") Map<String, Object> body) {
        sites.require(id);
        Map<Timing, Duration> overrides = overrides(body);
        SiteTimingsView view = view(overrides);
        return timings.override(id, overrides).replaceWith(view);
    }

    private static Map<Timing, Duration> overrides(Map<String, Object> body) {
        Map<Timing, Duration> overrides = new EnumMap<>(Timing.class);
        body.forEach((name, value) -> {
            Timing timing = Timing.named(name)
                .orElseThrow(() -> Problem.of(400, "There is no timing '" + name + "'. Timings are " + Timing.names() + ".").asException());
            if (value != null) {
                overrides.put(timing, timing.parse(value));
            }
        });
        return overrides;
    }

    private SiteTimingsView view(Map<Timing, Duration> overrides) {
        try {
            var effective = Timing.with(timings.ofService(), overrides);
            Map<String, String> all = new LinkedHashMap<>();
            Map<String, String> set = new LinkedHashMap<>();
            for (Timing timing : Timing.values()) {
                all.put(timing.text(), Timings.written(timing.of(effective)));
                if (overrides.containsKey(timing)) {
                    set.put(timing.text(), Timings.written(overrides.get(timing)));
                }
            }
            return new SiteTimingsView(all, set);
        } catch (IllegalArgumentException contradiction) {
            throw Problem.of(400, contradiction.getMessage()).asException();
        }
    }
}
