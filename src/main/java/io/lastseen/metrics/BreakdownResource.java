package io.lastseen.metrics;

import io.lastseen.session.SessionTraits;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/metrics/breakdown")
@Tag(name = "Metrics")
class BreakdownResource {
    private static final int EXPORTED = 10_000;

    private final Scopes scopes;
    private final BreakdownQuery query;
    private final Zones zones;

    BreakdownResource(Scopes scopes, BreakdownQuery query, Zones zones) {
        this.scopes = scopes;
        this.query = query;
        this.zones = zones;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "metricsBreakdown",
            summary = "The numbers by entry page, source, device, end reason, ...",
            description = "Each group's key is the value of the parameter that narrows the session list to it.")
    @APIResponse(
            responseCode = "200",
            description = "One page of the groups",
            content = @Content(schema = @Schema(implementation = Breakdown.class)))
    @APIResponse(responseCode = "400", description = "A parameter cannot be read")
    @APIResponse(responseCode = "404", description = "There is no such site")
    public Uni<Breakdown> breakdown(
            @BeanParam ScopeParameters scope,
            @BeanParam SessionTraits traits,
            @QueryParam("by")
                    @DefaultValue("entry")
                    @Parameter(
                            description = "entry, exit, page, source, channel, campaign, device, browser, os, country, language, visitors or reason",
                            example = "channel")
                    String by,
            @QueryParam("sort")
                    @DefaultValue("-sessions")
                    @Parameter(description = "A number's name or key; led by - the largest first", example = "-bounce")
                    String sort,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @DefaultValue("0") @Min(0) @Parameter(description = "The page before's next") int cursor) {
        return page(scope, traits, by, sort, limit, cursor);
    }

    @GET
    @Path("csv")
    @Produces("text/csv")
    @Operation(
            operationId = "exportBreakdown",
            summary = "The same as a table for spreadsheets",
            description = "The first 10,000 groups. Empty: a rate of no sessions.")
    @APIResponse(responseCode = "200", description = "The table, RFC 4180", content = @Content(mediaType = "text/csv"))
    public Uni<RestResponse<String>> export(
            @BeanParam ScopeParameters scope,
            @BeanParam SessionTraits traits,
            @QueryParam("by") @DefaultValue("entry") String by,
            @QueryParam("sort") @DefaultValue("-sessions") String sort) {
        return page(scope, traits, by, sort, EXPORTED, 0)
                .map(breakdown -> BreakdownCsv.table(breakdown).answer("lastseen-by-" + breakdown.by()));
    }

    private Uni<Breakdown> page(
            ScopeParameters asked, SessionTraits traits, String by, String sort, int limit, int offset) {
        BreakdownBy kind = BreakdownBy.read(by);
        BreakdownSort order = BreakdownSort.read(sort);
        return scopes.read(asked, traits)
                .chain(scope -> query.breakdown(
                        scope, kind, order, zones.of(Optional.empty(), scope.site()), limit, offset));
    }
}
