package io.lastseen.site;

import io.lastseen.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.groups.ConvertGroup;
import jakarta.validation.groups.Default;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/sites")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Sites", description = "What is recorded, from where, and why something was not")
class SiteResource {
    private static final String MISSING = "is missing; send a JSON object with what to change";

    private final Sites sites;
    private final SiteRepository repository;
    private final NewSites newSites;
    private final Refusals refusals;
    private final RefusalTable refusalTable;
    private final PublicUrl publicUrl;
    private final DoorsPrefix doors;

    SiteResource(
            Sites sites,
            SiteRepository repository,
            NewSites newSites,
            Refusals refusals,
            RefusalTable refusalTable,
            PublicUrl publicUrl,
            DoorsPrefix doors) {
        this.sites = sites;
        this.repository = repository;
        this.newSites = newSites;
        this.refusals = refusals;
        this.refusalTable = refusalTable;
        this.publicUrl = publicUrl;
        this.doors = doors;
    }

    @GET
    @Operation(operationId = "listSites", summary = "All sites, oldest first")
    public Uni<SiteList> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @Parameter(description = "The page before's next") @QueryParam("cursor") Optional<String> cursor,
            @Context HttpServerRequest request) {
        return Uni.createFrom()
                .item(() -> SiteList.page(sites.all(), cursor.orElse(null), limit, site -> view(site, request)));
    }

    @POST
    @Operation(
            operationId = "createSite",
            summary = "Create a site",
            description = "It has a write key at once, and records nothing until an origin is allowed.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = SiteView.class)))
    @APIResponse(responseCode = "400", description = "A field is wrong; errors names it and says what to write")
    public Uni<RestResponse<SiteView>> create(
            @NotNull(message = MISSING) @Valid @ConvertGroup(from = Default.class, to = SiteChange.Creating.class)
                    SiteChange body,
            @Context HttpServerRequest request) {
        return repository
                .add(newSites.site(body))
                .call(sites::refresh)
                .map(site -> RestResponse.ResponseBuilder.<SiteView>created(URI.create("/api/v1/sites/" + site.id()))
                        .entity(view(site, request))
                        .build());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getSite", summary = "One site")
    @APIResponse(responseCode = "404", description = "There is no such site")
    @APIResponse(responseCode = "200", description = "The site", content = @Content(mediaType = "application/json", schema = @Schema(implementation = SiteView.class)))
    public Uni<SiteView> get(@PathParam("id") @Parameter(example = "demo") String id, @Context HttpServerRequest request) {
        return Uni.createFrom().item(() -> view(find(id), request));
    }

    @PATCH
    @Path("{id}")
    @Operation(operationId = "changeSite", summary = "Change what is sent, leave the rest")
    @APIResponse(responseCode = "400", description = "A field is wrong; errors names it and says what to write")
    @APIResponse(responseCode = "404", description = "There is no such site")
    @APIResponse(responseCode = "200", description = "The site", content = @Content(mediaType = "application/json", schema = @Schema(implementation = SiteView.class)))
    public Uni<SiteView> change(
            @PathParam("id") @Parameter(example = "demo") String id, @NotNull(message = MISSING) @Valid SiteChange body, @Context HttpServerRequest request) {
        return change(id, body::applyTo, request);
    }

    @POST
    @Path("{id}/rotate-key")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "rotateWriteKey",
            summary = "Give the site a new write key",
            description = "The old key is refused at once and is not kept: every page needs the new snippet.")
    @APIResponse(responseCode = "404", description = "There is no such site")
    public Uni<SiteView> rotateKey(@PathParam("id") @Parameter(example = "demo") String id, @Context HttpServerRequest request) {
        return change(id, newSites::withNewKey, request);
    }

    @GET
    @Path("{id}/refusals")
    @Operation(
            operationId = "listRefusals",
            summary = "Why is nothing recorded?",
            description = "What the doors refused, newest first, with what to do about it. Unknown write keys from"
                    + " origins that no site names are shown with every site.")
    @APIResponse(responseCode = "404", description = "There is no such site")
    public Uni<RefusalList> refusals(@PathParam("id") @Parameter(example = "demo") String id) {
        return Uni.createFrom()
                .item(() -> find(id))
                .call(refusals::flush)
                .chain(site -> refusalTable.ofSite(site.id()))
                .map(items -> new RefusalList(items, null));
    }

    private Uni<SiteView> change(String id, UnaryOperator<Site> change, HttpServerRequest request) {
        return repository
                .change(id, change)
                .map(found -> found.orElseThrow(() -> noSuchSite(id)))
                .call(sites::refresh)
                .map(site -> view(site, request));
    }

    private Site find(String id) {
        return sites.byId(id).orElseThrow(() -> noSuchSite(id));
    }

    private static RuntimeException noSuchSite(String id) {
        return Problem.of(404, "There is no site " + id + ". /api/v1/sites lists them.").asException();
    }

    private SiteView view(Site site, HttpServerRequest request) {
        return SiteView.of(site, Snippet.of(site, publicUrl.of(request), doors.value()));
    }
}
