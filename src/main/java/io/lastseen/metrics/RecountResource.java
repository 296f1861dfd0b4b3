package io.lastseen.metrics;

import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import io.lastseen.site.KnownSite;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/metrics/recount")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Metrics")
class RecountResource {
    private final RollupCheck check;
    private final KnownSite sites;

    RecountResource(RollupCheck check, KnownSite sites) {
        this.check = check;
        this.sites = sites;
    }

    @GET
    @Operation(
            operationId = "compareRollups",
            summary = "Count a site's sessions and views anew and compare with its rollups",
            description = "Changes nothing. Reads all the site's sessions; differences is 0 where all is well.")
    public Uni<RollupComparison> compare(
            @QueryParam("site") @Parameter(example = "demo", required = true) Optional<String> site) {
        return check.compare(known(site));
    }

    @POST
    @Operation(
            operationId = "recount",
            summary = "Forget a site's rollups and count all its sessions anew",
            description = "In the background; until it is done, numbers are counted from sessions: as right, but slower.")
    @APIResponse(responseCode = "204", description = "Begun")
    public Uni<Void> startAnew(@QueryParam("site") @Parameter(example = "demo", required = true) Optional<String> site) {
        return check.startAnew(known(site));
    }

    private String known(Optional<String> site) {
        return sites.check(site)
                .orElseThrow(() -> Problem.ofFields(List.of(
                                new FieldError("site", "is missing; /api/v1/sites lists them")))
                        .asException());
    }
}
