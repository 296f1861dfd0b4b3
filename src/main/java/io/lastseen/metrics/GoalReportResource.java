package io.lastseen.metrics;

import io.lastseen.session.EndReasons;
import io.lastseen.session.SessionPage;
import io.lastseen.session.SessionTraits;
import io.lastseen.session.TimeCursor;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/metrics/goals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Metrics")
class GoalReportResource {
    private final Scopes scopes;
    private final GoalQuery query;
    private final Goals goals;
    private final GoalSessions sessions;
    private final FoundSessions found;
    private final Clock clock;

    GoalReportResource(Scopes scopes, GoalQuery query, Goals goals, GoalSessions sessions, FoundSessions found, Clock clock) {
        this.scopes = scopes;
        this.query = query;
        this.goals = goals;
        this.sessions = sessions;
        this.found = found;
        this.clock = clock;
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
    @Path("{id}/sessions")
    @Operation(
            operationId = "listGoalSessions",
            summary = "The sessions that did one goal, newest first",
            description = "As GET /api/v1/sessions has them.")
    @APIResponse(
            responseCode = "200",
            description = "One page of them",
            content = @Content(schema = @Schema(implementation = SessionPage.class)))
    @APIResponse(responseCode = "400", description = "A parameter cannot be read")
    @APIResponse(responseCode = "404", description = "There is no such goal")
    public Uni<SessionPage> sessions(
            @PathParam("id") @Parameter(example = "k7mq3wxb9ztd") String id,
            @QueryParam("from") @Parameter(description = "ISO 8601; default: 30 days before to") Optional<String> from,
            @QueryParam("to") @Parameter(description = "ISO 8601, not included; default: now") Optional<String> to,
            @BeanParam SessionTraits traits,
            @QueryParam("reason") @Parameter(description = "Only those that ended so, or open", example = "closed") Optional<String> reason,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Parameter(description = "The page before's next") Optional<String> cursor) {
        Period period = Period.read(from, to, clock);
        Optional<String> ended = EndReasons.orOpen(reason);
        Optional<TimeCursor> after = cursor.map(TimeCursor::read);
        return goals.get(id)
                .map(goal -> goal.orElseThrow(() -> GoalResource.noSuchGoal(id)))
                .chain(goal -> scopes.of(Optional.of(goal.site()), period, traits)
                        .chain(scope -> sessions.of(goal, scope, ended, after, limit))
                        .chain(list -> found.page(goal.site(), list, limit)));
    }

    @GET
    @Path("csv")
    @Produces("text/csv")
    @Operation(operationId = "exportGoals", summary = "The same as a table for spreadsheets")
    @APIResponse(responseCode = "200", description = "The table, RFC 4180; empty: a rate of nothing", content = @Content(mediaType = "text/csv"))
    public Uni<RestResponse<String>> export(@BeanParam ScopeParameters asked, @BeanParam SessionTraits traits) {
        return report(asked, traits).map(report -> FunnelCsv.goals(report).answer("lastseen-goals"));
    }
}
