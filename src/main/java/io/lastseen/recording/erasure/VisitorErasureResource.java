package io.lastseen.recording.erasure;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Erases a visitor: accepted and unreadable at once, with a job that says when the last byte is gone. */
@Path("/api/v1/visitors/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Erasures")
class VisitorErasureResource {
    private final ErasureSubjects subjects;
    private final Erasures erasures;

    VisitorErasureResource(ErasureSubjects subjects, Erasures erasures) {
        this.subjects = subjects;
        this.erasures = erasures;
    }

    @DELETE
    @Operation(operationId = "eraseVisitor", summary = "Erase a visitor: all sessions of all ids that belong to the same person",
        description = "As eraseSession. What the visitor did before is refused when it comes later; a new visit is recorded as somebody else's.")
    public Uni<RestResponse<Erasure>> visitor(@PathParam("id") String id,
                                              @Parameter(description = "Needed where several sites know the id") @QueryParam("site") Optional<String> site) {
        return subjects.visitor(id, site).flatMap(erasures::answer);
    }
}
