package io.lastseen.metrics;

import io.lastseen.session.SessionTraits;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/funnels/{id}/series")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Funnels")
class FunnelSeriesResource {
    private final FunnelRepository funnels;
    private final FunnelSeriesQuery query;
    private final Scopes scopes;
    private final Zones zones;
    private final Clock clock;

    FunnelSeriesResource(FunnelRepository funnels, FunnelSeriesQuery query, Scopes scopes, Zones zones, Clock clock) {
        this.funnels = funnels;
        this.query = query;
        this.scopes = scopes;
        this.zones = zones;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "funnelSeries",
            summary = "How far sessions got by hour, day, week or month, and in the period before",
            description = "By when sessions started, of a funnel within days by when visitors did the first step."
                    + " Points begin as the zone's calendar has it, across clock changes; weeks on Mondays.")
    @APIResponse(
            responseCode = "200",
            description = "The numbers over time",
            content = @Content(schema = @Schema(implementation = FunnelSeries.class)))
    @APIResponse(responseCode = "400", description = "A parameter cannot be read, or there would be too many points")
    @APIResponse(responseCode = "404", description = "There is no such funnel")
    public Uni<FunnelSeries> series(
            @PathParam("id") @Parameter(example = "demo") String id,
            @QueryParam("from") @Parameter(description = "ISO 8601; default: 30 days before to", example = "2026-05-01T00:00:00Z")
                    Optional<String> from,
            @QueryParam("to") @Parameter(description = "ISO 8601, not included; default: now", example = "2026-05-31T00:00:00Z")
                    Optional<String> to,
            @BeanParam SessionTraits traits,
            @QueryParam("granularity")
                    @DefaultValue("day")
                    @Parameter(description = "hour, day, week or month", example = "day")
                    String granularity,
            @QueryParam("zone") @Parameter(description = "Default: the site's", example = "Europe/Berlin") Optional<String> zone) {
        Period period = Period.read(from, to, clock);
        Granularity asWritten = Granularity.read(granularity);
        return funnels.get(id)
                .map(found -> found.orElseThrow(() -> FunnelResource.noSuchFunnel(id)))
                .chain(funnel -> scopes.of(Optional.of(funnel.site()), period, traits)
                        .chain(scope -> query.series(funnel, scope, asWritten, zones.of(zone, scope.site()))));
    }

    @GET
    @Path("csv")
    @Produces("text/csv")
    @Operation(operationId = "exportFunnelSeries", summary = "The same as a table for spreadsheets")
    @APIResponse(responseCode = "200", description = "The table, RFC 4180; empty: a rate of nothing", content = @Content(mediaType = "text/csv"))
    public Uni<RestResponse<String>> export(
            @PathParam("id") String id,
            @QueryParam("from") Optional<String> from,
            @QueryParam("to") Optional<String> to,
            @BeanParam SessionTraits traits,
            @QueryParam("granularity") @DefaultValue("day") String granularity,
            @QueryParam("zone") Optional<String> zone) {
        return series(id, from, to, traits, granularity, zone)
                .map(series -> FunnelGroupsCsv.series(series).answer("lastseen-funnel-over-time"));
    }
}
