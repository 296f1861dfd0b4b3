package io.lastseen.recording.erasure;

import io.lastseen.session.SessionLookup;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Erases a session: accepted and unreadable at once, with a job that says when the last byte is gone. */
@Path("/api/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Erasures")
class SessionErasureResource {
    private final SessionLookup lookup;
    private final ErasureSubjects subjects;
    private final Erasures erasures;

    SessionErasureResource(SessionLookup lookup, ErasureSubjects subjects, Erasures erasures) {
        this.lookup = lookup;
        this.subjects = subjects;
        this.erasures = erasures;
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "eraseSession", summary = "Erase a session",
        description = "202 with the job: the session cannot be read any more, and its bytes are gone from every object within 48 h. "
            + "What its pages still send of it is refused.")
    public Uni<RestResponse<Erasure>> session(@PathParam("id") String id, @Context UriInfo uri) {
        return lookup.answer(id, uri, key -> subjects.session(key.site(), key.id()).flatMap(erasures::answer));
    }
}
