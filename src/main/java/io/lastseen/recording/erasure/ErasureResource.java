package io.lastseen.recording.erasure;

import io.lastseen.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was erased, and whether its last byte is gone. */
@Path("/api/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Erasures", description = "Takes recordings and what is personal away; what was counted stays counted")
class ErasureResource {
    private final ErasureJobs jobs;

    ErasureResource(ErasureJobs jobs) {
        this.jobs = jobs;
    }

    @GET
    @Operation(operationId = "listErasures", summary = "Erasures by request and by age, newest first")
    public Uni<Erasure.Page> list(@Parameter(description = "Leave out for all sites") @QueryParam("site") Optional<String> site) {
        return jobs.newest(site).map(items -> new Erasure.Page(items, null));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getErasure", summary = "How far an erasure is")
    public Uni<Erasure> get(@PathParam("id") String id) {
        return jobs.find(id).map(found -> found.orElseThrow(
            () -> Problem.of(404, "There is no erasure with this id. /api/v1/erasures lists them.").asException()));
    }
}
