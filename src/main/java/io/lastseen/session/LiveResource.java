package io.lastseen.session;

import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import io.lastseen.site.KnownSite;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who is on the site now. */
@Path("/api/v1/live")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
class LiveResource {
    private final LiveQueries queries;
    private final KnownSite sites;

    LiveResource(LiveQueries queries, KnownSite sites) {
        this.queries = queries;
        this.sites = sites;
    }

    @GET
    @Operation(operationId = "getLive", summary = "Who is on the site now, by page and state",
        description = "Open sessions that somebody has seen a page of. The newest 200 one by one, all of them in the counts.")
    public Uni<Live> live(@Parameter(description = "Leave out for all sites", example = "demo") @QueryParam("site") Optional<String> site,
                          @Parameter(description = "Narrows the items, not the counts", schema = @Schema(enumeration = {"engaged", "quiet",
                              "away", "handed-over", "leaving"})) @QueryParam("state") Optional<String> state,
                          @Parameter(description = "The page in use; narrows the items, not the counts", example = "/cart") @QueryParam("path")
                          Optional<String> path) {
        return queries.of(sites.check(site), narrowed(state), path);
    }

    private static Optional<String> narrowed(Optional<String> state) {
        state.filter(name -> !LiveQueries.STATES.contains(name)).ifPresent(name -> {
            throw Problem.ofFields(List.of(new FieldError("state", "is one of " + String.join(", ", LiveQueries.STATES) + ", not '" + name + "'")))
                .asException();
        });
        return state;
    }
}
