package io.lastseen.metrics;

import io.lastseen.problem.Problem;
import io.lastseen.site.KnownSite;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/goals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Goals", description = "What visitors are hoped to do: whoever did it has converted, also in the past")
class GoalResource {
    private final Goals goals;
    private final FunnelIds ids;
    private final KnownSite sites;
    private final Clock clock;

    GoalResource(Goals goals, FunnelIds ids, KnownSite sites, Clock clock) {
        this.goals = goals;
        this.ids = ids;
        this.sites = sites;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "listGoals",
            summary = "Goals, oldest first",
            description = "Beside these, the last steps of funnels marked as goals and the event purchase are conversions.")
    @APIResponse(
            responseCode = "200",
            description = "All of them",
            content = @Content(schema = @Schema(implementation = GoalList.class)))
    public Uni<GoalList> list(
            @QueryParam("site") @Parameter(description = "Left out: all sites", example = "demo") Optional<String> site) {
        return goals.list(sites.check(site)).map(GoalList::new);
    }

    @POST
    @Operation(
            operationId = "createGoal",
            summary = "Create a goal",
            description = "It counts for past sessions too: bounce, drop-off and conversion are counted anew.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = Goal.class)))
    @APIResponse(responseCode = "400", description = "A field is wrong; errors names it and says what to write")
    public Uni<RestResponse<Goal>> create(
            @NotNull(message = "is missing; send a JSON object with site, kind and match") GoalDraft body) {
        Goal goal = body.goal(ids.next(), clock.instant().truncatedTo(ChronoUnit.MILLIS), sites::exists);
        return goals.add(goal)
                .map(added -> RestResponse.ResponseBuilder.<Goal>created(URI.create("/api/v1/goals/" + added.id()))
                        .entity(added)
                        .build());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getGoal", summary = "One goal")
    @APIResponse(responseCode = "404", description = "There is no such goal")
    public Uni<Goal> get(@PathParam("id") String id) {
        return goals.get(id).map(found -> found.orElseThrow(() -> noSuchGoal(id)));
    }

    @PUT
    @Path("{id}")
    @Operation(operationId = "changeGoal", summary = "Change a goal", description = "It stays with its site.")
    public Uni<Goal> change(
            @PathParam("id") String id,
            @NotNull(message = "is missing; send a JSON object with site, kind and match") GoalDraft body) {
        return get(id).chain(old -> goals.change(body.goal(id, old.createdAt(), site -> site.equals(old.site()))));
    }

    @DELETE
    @Path("{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "deleteGoal", summary = "Delete a goal", description = "No session is touched.")
    @APIResponse(responseCode = "204", description = "Gone")
    public Uni<Void> delete(@PathParam("id") String id) {
        return goals.remove(id).invoke(removed -> {
            if (!removed) {
                throw noSuchGoal(id);
            }
        }).replaceWithVoid();
    }

    static RuntimeException noSuchGoal(String id) {
        return Problem.of(404, "There is no goal " + id + ". /api/v1/goals lists them.").asException();
    }
}
