package io.lastseen.metrics;

import io.lastseen.problem.Problem.FieldError;
import io.lastseen.problem.Problem;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/metrics/flow")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Metrics")
class FlowResource {
    private static final int MOST_STEPS = 10;
    private static final int MOST_NAMED = 50;

    private final Scopes scopes;
    private final FlowQuery query;
    private final FoundSessions found;

    FlowResource(Scopes scopes, FlowQuery query, FoundSessions found) {
        this.scopes = scopes;
        this.query = query;
        this.found = found;
    }

    @GET
    @Operation(operationId = "metricsFlow", summary = "From which page sessions went to which", description = Flow.DEFINITION)
    @APIResponse(
            responseCode = "200",
            description = "The moves",
            content = @Content(schema = @Schema(implementation = Flow.class)))
    @APIResponse(responseCode = "400", description = "A parameter cannot be read")
    @APIResponse(responseCode = "404", description = "There is no such site")
    public Uni<Flow> flow(
            @BeanParam ScopeParameters asked,
            @BeanParam SessionTraits traits,
            @QueryParam("start") @Parameter(description = "A path to begin at; left out: the entry page", example = "/pricing")
                    Optional<String> start,
            @QueryParam("steps") @DefaultValue("3") @Parameter(description = "1 to 10", example = "3") int steps,
            @QueryParam("pages") @DefaultValue("6") @Parameter(description = "Pages named at each step, 1 to 50", example = "6") int pages) {
        begins(start);
        within("steps", steps, MOST_STEPS);
        within("pages", pages, MOST_NAMED);
        return scopes.read(asked, traits).chain(scope -> query.flow(scope, start, steps, pages));
    }

    @GET
    @Path("sessions")
    @Operation(
            operationId = "flowSessions",
            summary = "The sessions that a move counts, newest first",
            description = "Name step, from, to and ended as the move has them: as step, origin, next and reason. Of more sessions than are"
                    + " followed it has those that were looked at. As GET /api/v1/sessions has them.")
    @APIResponse(
            responseCode = "200",
            description = "One page of them",
            content = @Content(schema = @Schema(implementation = SessionPage.class)))
    @APIResponse(responseCode = "400", description = "A parameter cannot be read")
    @APIResponse(responseCode = "404", description = "There is no such site")
    public Uni<SessionPage> sessions(
            @BeanParam ScopeParameters asked,
            @BeanParam SessionTraits traits,
            @QueryParam("start") @Parameter(description = "As of the flow", example = "/pricing") Optional<String> start,
            @QueryParam("pages") @DefaultValue("6") @Parameter(description = "As of the flow", example = "6") int pages,
            @QueryParam("step") @DefaultValue("0") @Parameter(description = "From 0", example = "1") int step,
            @QueryParam("origin")
                    @Parameter(description = "The page of the step; other: those that are not named; left out: any", example = "/pricing")
                    Optional<String> origin,
            @QueryParam("next")
                    @Parameter(
                            description = "The page they went to; other: one that is not named; none: they went nowhere; left out: any of these",
                            example = "/signup")
                    Optional<String> next,
            @QueryParam("reason") @Parameter(description = "Why they ended, or open", example = "closed") Optional<String> reason,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Parameter(description = "The page before's next") Optional<String> cursor) {
        begins(start);
        within("pages", pages, MOST_NAMED);
        FlowMove which = FlowMove.read(step, MOST_STEPS, origin, next, reason);
        Optional<TimeCursor> after = cursor.map(TimeCursor::read);
        return scopes.read(asked, traits)
                .chain(scope -> query.sessions(scope, start, pages, which, after, limit)
                        .chain(list -> found.page(scope.site(), list, limit)));
    }

    @GET
    @Path("csv")
    @Produces("text/csv")
    @Operation(operationId = "exportFlow", summary = "The same as a table for spreadsheets")
    @APIResponse(responseCode = "200", description = "The table, RFC 4180", content = @Content(mediaType = "text/csv"))
    public Uni<RestResponse<String>> export(
            @BeanParam ScopeParameters asked,
            @BeanParam SessionTraits traits,
            @QueryParam("start") Optional<String> start,
            @QueryParam("steps") @DefaultValue("3") int steps,
            @QueryParam("pages") @DefaultValue("6") int pages) {
        return flow(asked, traits, start, steps, pages).map(flow -> NumbersCsv.flow(flow).answer("lastseen-flow"));
    }

    private static void begins(Optional<String> start) {
        start.filter(path -> !path.startsWith("/")).ifPresent(path -> refuse("start", "is a path that begins with /, not '" + path + "'"));
    }

    private static void within(String name, int value, int most) {
        if (value < 1 || value > most) {
            refuse(name, "is from 1 to " + most + ", not " + value);
        }
    }

    private static void refuse(String name, String why) {
        throw Problem.ofFields(List.of(new FieldError(name, why))).asException();
    }
}
