package io.lastseen.metrics;

import io.lastseen.session.SessionTraits;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/metrics/goals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Metrics")
class GoalReportResource {
    private final Scopes scopes;
    private final GoalQuery query;

    GoalReportResource(Scopes scopes, GoalQuery query) {
        this.scopes = scopes;
        this.query = query;
    }

    @GET
    @Operation(
            operationId = "metricsGoals",
            summary = "How many sessions did each goal",
            description = "Of the sessions that started in the period. Goals made today count sessions of before too.")
    @APIResponse(
            responseCode = "200",
            description = "Oldest goal first",
            content = @Content(schema = @Schema(implementation = GoalReport.class)))
    @APIResponse(responseCode = "404", description = "There is no such site")
    public Uni<GoalReport> report(@BeanParam ScopeParameters asked, @BeanParam SessionTraits traits) {
        return scopes.read(asked, traits).chain(query::report);
    }

    @GET
    @Path("csv")
    @Produces("text/csv")
    @Operation(operationId = "exportGoals", summary = "The same as a table for spreadsheets")
    @APIResponse(responseCode = "200", description = "The table, RFC 4180; empty: a rate of nothing", content = @Content(mediaType = "text/csv"))
    public Uni<RestResponse<String>> export(@BeanParam ScopeParameters asked, @BeanParam SessionTraits traits) {
        return report(asked, traits).map(found -> FunnelCsv.goals(found).answer("lastseen-goals"));
    }
}
