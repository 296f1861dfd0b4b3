package io.lastseen.metrics;

import io.lastseen.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/metrics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Metrics", description = "The numbers of a period, each with what it means")
class MetricsResource {
    private final OverviewQuery query;
    private final FunnelRepository funnels;
    private final KnownSite sites;
    private final Clock clock;

    MetricsResource(OverviewQuery query, FunnelRepository funnels, KnownSite sites, Clock clock) {
        this.query = query;
        this.funnels = funnels;
        this.sites = sites;
        this.clock = clock;
    }

    @GET
    @Path("overview")
    @Operation(
            operationId = "metricsOverview",
            summary = "Sessions, visitors, views, bounce, engaged time, drop-off and end reasons of a period",
            description = "Of the sessions that started in the period; definitions says what each number means and whether"
                    + " open sessions are in it.")
    @APIResponse(
            responseCode = "200",
            description = "The numbers",
            content = @Content(schema = @Schema(implementation = Overview.class)))
    @APIResponse(
            responseCode = "400",
            description = "from or to cannot be read, or they are in the wrong order",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such site",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Overview> overview(
            @QueryParam("site") @Parameter(description = "Left out: all sites", example = "demo") Optional<String> site,
            @QueryParam("from")
                    @Parameter(description = "ISO 8601; default: 30 days before to", example = "2026-05-01T00:00:00Z")
                    Optional<String> from,
            @QueryParam("to")
                    @Parameter(description = "ISO 8601, not included; default: now", example = "2026-05-31T00:00:00Z")
                    Optional<String> to) {
        Optional<String> asked = sites.check(site);
        Period period = Period.read(from, to, clock);
        return funnels.goals(asked)
                .chain(goals -> query.tally(asked, period, goals))
                .map(tally -> tally.overview(asked, period));
    }
}
