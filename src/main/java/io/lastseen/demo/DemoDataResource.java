package io.lastseen.demo;

import io.lastseen.metrics.DemoGoals;
import io.lastseen.problem.Problem;
import io.lastseen.recording.erasure.DemoErasure;
import io.lastseen.recording.erasure.Erasure;
import io.lastseen.site.KnownSite;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What a site shows before anybody has visited it, and how to be rid of it. */
@Path("/api/v1/sites/{id}/demo-data")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sites")
class DemoDataResource {
    private final KnownSite sites;
    private final DemoTable table;
    private final DemoErasure erasures;
    private final DemoGoals goals;

    DemoDataResource(KnownSite sites, DemoTable table, DemoErasure erasures, DemoGoals goals) {
        this.sites = sites;
        this.table = table;
        this.erasures = erasures;
        this.goals = goals;
    }

    @GET
    @Operation(operationId = "getDemoData", summary = "Whether a site has demo data", description = "Its visitors' ids begin with demo-.")
    @APIResponse(responseCode = "404", description = "There is no such site")
    public Uni<DemoData> get(@PathParam("id") @Parameter(example = "demo") String id) {
        sites.require(id);
        return table.read(id);
    }

    @DELETE
    @Operation(operationId = "removeDemoData", summary = "Remove a site's demo data",
        description = "Its visits are in no list and no number from then on, and do not come back; its bytes are erased as those of any visitor. Real visits stay.")
    @APIResponse(responseCode = "202", description = "Removed; state is removing until the last byte is gone", content = @Content(schema = @Schema(implementation = DemoData.class)))
    @APIResponse(responseCode = "404", description = "There is no such site, or it has no demo data")
    public Uni<RestResponse<DemoData>> remove(@PathParam("id") @Parameter(example = "demo") String id) {
        sites.require(id);
        return table.read(id).flatMap(data -> {
            if (data.state() == DemoData.State.NONE) {
                throw Problem.of(404, "This site has no demo data.").asException();
            }
            return goals.remove(id).chain(() -> table.removed(id));
        }).flatMap(visitors -> visitors.isEmpty() ? Uni.createFrom().item(Optional.<Erasure>empty()) : erasures.accept(id, visitors))
            .flatMap(accepted -> accepted.map(erasure -> table.erased(id, erasure.id())).orElseGet(() -> Uni.createFrom().voidItem()))
            .chain(() -> table.read(id)).map(data -> RestResponse.status(RestResponse.Status.ACCEPTED, data));
    }
}
