package io.lastseen.metrics;

import io.lastseen.session.SessionTraits;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/funnels/{id}/breakdown")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Funnels")
class FunnelBreakdownResource {
    private static final int EXPORTED = 10_000;

    private final FunnelRepository funnels;
    private final FunnelBreakdownQuery query;
    private final Scopes scopes;
    private final Zones zones;
    private final Clock clock;

    FunnelBreakdownResource(FunnelRepository funnels, FunnelBreakdownQuery query, Scopes scopes, Zones zones, Clock clock) {
        this.funnels = funnels;
        this.query = query;
        this.scopes = scopes;
        this.zones = zones;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "funnelBreakdown",
            summary = "How far sessions got by channel, device, country, entry page, ...",
            description = "Of a funnel within days by the session in which visitors did the first step."
                    + " Each group's key is the value of the parameter that narrows the funnel and lists of sessions to it."
                    + " Groups of which nobody entered the funnel are left out.")
    @APIResponse(
            responseCode = "200",
            description = "One page of the groups",
            content = @Content(schema = @Schema(implementation = FunnelBreakdown.class)))
    @APIResponse(responseCode = "400", description = "A parameter cannot be read")
    @APIResponse(responseCode = "404", description = "There is no such funnel")
    public Uni<FunnelBreakdown> breakdown(
            @PathParam("id") @Parameter(example = "demo") String id,
            @QueryParam("from") @Parameter(description = "ISO 8601; default: 30 days before to", example = "2026-05-01T00:00:00Z")
                    Optional<String> from,
            @QueryParam("to") @Parameter(description = "ISO 8601, not included; default: now", example = "2026-05-31T00:00:00Z")
                    Optional<String> to,
            @BeanParam SessionTraits traits,
            @QueryParam("by")
                    @DefaultValue("channel")
                    @Parameter(
                            description = "entry, exit, source, channel, campaign, device, browser, os, country, language or visitors",
                            example = "channel")
                    String by,
            @QueryParam("sort")
                    @DefaultValue("-entered")
                    @Parameter(
                            description = "entered, completed, conversion or key; led by - the largest first",
                            example = "-conversion")
                    String sort,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @DefaultValue("0") @Min(0) @Parameter(description = "The page before's next") int cursor) {
        return page(id, from, to, traits, by, sort, limit, cursor);
    }

    @GET
    @Path("csv")
    @Produces("text/csv")
    @Operation(
            operationId = "exportFunnelBreakdown",
            summary = "The same as a table for spreadsheets",
            description = "The first 10,000 groups. Empty: a rate of nothing.")
    @APIResponse(responseCode = "200", description = "The table, RFC 4180", content = @Content(mediaType = "text/csv"))
    public Uni<RestResponse<String>> export(
            @PathParam("id") String id,
            @QueryParam("from") Optional<String> from,
            @QueryParam("to") Optional<String> to,
            @BeanParam SessionTraits traits,
            @QueryParam("by") @DefaultValue("channel") String by,
            @QueryParam("sort") @DefaultValue("-entered") String sort) {
        return page(id, from, to, traits, by, sort, EXPORTED, 0)
                .map(breakdown -> FunnelGroupsCsv.breakdown(breakdown).answer("lastseen-funnel-by-" + breakdown.by()));
    }

    private Uni<FunnelBreakdown> page(
            String id,
            Optional<String> from,
            Optional<String> to,
            SessionTraits traits,
            String by,
            String sort,
            int limit,
            int offset) {
        Period period = Period.read(from, to, clock);
        BreakdownBy kind = BreakdownBy.read(by, FunnelBreakdownQuery.KINDS);
        Comparator<FunnelBreakdown.Group> order = FunnelBreakdownSort.read(sort);
        return funnels.get(id)
                .map(found -> found.orElseThrow(() -> FunnelResource.noSuchFunnel(id)))
                .chain(funnel -> scopes.of(Optional.of(funnel.site()), period, traits)
                        .chain(scope -> query.breakdown(
                                funnel, scope, kind, order, zones.of(Optional.empty(), scope.site()), limit, offset)));
    }
}
