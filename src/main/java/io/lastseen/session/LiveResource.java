package io.lastseen.session;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who is on the site now. */
@Path("/api/v1/live")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
class LiveResource {
    private final LiveQueries queries;

    LiveResource(LiveQueries queries) {
        this.queries = queries;
    }

    @GET
    @Operation(operationId = "getLive", summary = "Who is on the site now, by page and state",
        description = "Open sessions that somebody has seen a page of. The newest 200 one by one, all of them in the counts.")
    public Uni<Live> live(@Parameter(description = "Leave out for all sites", example = "demo") @QueryParam("site") Optional<String> site) {
        return queries.of(site);
    }
}
