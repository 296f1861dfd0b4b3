package io.lastseen.recording.asset;

import io.lastseen.session.SessionLookup;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What a session's recording shows. */
@Path("/api/v1/sessions/{id}/recording/assets")
@Tag(name = "Recordings")
class SessionAssetsResource {
    private final SessionLookup lookup;
    private final ReferenceTable references;

    SessionAssetsResource(SessionLookup lookup, ReferenceTable references) {
        this.lookup = lookup;
        this.references = references;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listAssets", summary = "What a session's recording shows",
        description = "Images and fonts by document and by the URL under which the document's recording refers to them.")
    public Uni<RestResponse<KeptAssets>> list(@PathParam("id") String id, @Context UriInfo uri) {
        return lookup.answer(id, uri, key -> references.ofSession(key.site(), key.id())
            .map(items -> RestResponse.ok(new KeptAssets(items, null))));
    }
}
