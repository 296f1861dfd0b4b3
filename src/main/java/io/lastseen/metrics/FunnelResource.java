package io.lastseen.metrics;

import io.lastseen.problem.Problem;
import io.lastseen.session.TimeCursor;
import io.lastseen.site.KnownSite;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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

@Path("/api/v1/funnels")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Funnels", description = "Ways through a site")
class FunnelResource {
    private static final int EXPORTED = 10_000;

    private final FunnelRepository funnels;
    private final FunnelQueries queries;
    private final FunnelIds ids;
    private final KnownSite sites;
    private final Clock clock;

    FunnelResource(FunnelRepository funnels, FunnelQueries queries, FunnelIds ids, KnownSite sites, Clock clock) {
        this.funnels = funnels;
        this.queries = queries;
        this.ids = ids;
        this.sites = sites;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "listFunnels", summary = "Funnels, oldest first")
    @APIResponse(
            responseCode = "200",
            description = "One page of them",
            content = @Content(schema = @Schema(implementation = FunnelList.class)))
    @APIResponse(responseCode = "404", description = "There is no such site")
    public Uni<FunnelList> list(
            @QueryParam("site") @Parameter(description = "Left out: all sites", example = "demo") Optional<String> site,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Parameter(description = "The page before's next") Optional<String> cursor) {
        return page(site, cursor.map(TimeCursor::read).orElse(TimeCursor.START), limit);
    }

    private Uni<FunnelList> page(Optional<String> site, TimeCursor after, int limit) {
        return funnels.list(sites.check(site), after, limit + 1).map(found -> FunnelList.page(found, limit));
    }

    @GET
    @Path("csv")
    @Produces("text/csv")
    @Operation(operationId = "exportFunnels", summary = "The same as a table for spreadsheets", description = "The oldest 10,000.")
    @APIResponse(responseCode = "200", description = "The table, RFC 4180", content = @Content(mediaType = "text/csv"))
    public Uni<RestResponse<String>> export(@QueryParam("site") Optional<String> site) {
        return page(site, TimeCursor.START, EXPORTED).map(list -> FunnelCsv.funnels(list.items()).answer("lastseen-funnels"));
    }

    @POST
    @Operation(operationId = "createFunnel", summary = "Create a funnel", description = "It reports on past sessions too.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = Funnel.class)))
    @APIResponse(responseCode = "400", description = "A field is wrong; errors names it and says what to write")
    public Uni<RestResponse<Funnel>> create(
            @NotNull(message = "is missing; send a JSON object with site, name and steps") FunnelDraft body) {
        Funnel funnel = body.funnel(ids.next(), clock.instant().truncatedTo(ChronoUnit.MILLIS), sites::exists);
        return funnels.add(funnel)
                .map(added -> RestResponse.ResponseBuilder.<Funnel>created(URI.create("/api/v1/funnels/" + added.id()))
                        .entity(added)
                        .build());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getFunnel", summary = "One funnel")
    @APIResponse(
            responseCode = "200",
            description = "The funnel",
            content = @Content(schema = @Schema(implementation = Funnel.class)))
    @APIResponse(responseCode = "404", description = "There is no such funnel")
    public Uni<Funnel> get(@PathParam("id") @Parameter(example = "demo") String id) {
        return funnels.get(id).map(found -> found.orElseThrow(() -> noSuchFunnel(id)));
    }

    @PUT
    @Path("{id}")
    @Operation(operationId = "changeFunnel", summary = "Change a funnel", description = "It stays with its site.")
    @APIResponse(
            responseCode = "200",
            description = "As it is now",
            content = @Content(schema = @Schema(implementation = Funnel.class)))
    @APIResponse(responseCode = "400", description = "A field is wrong; errors names it and says what to write")
    @APIResponse(responseCode = "404", description = "There is no such funnel")
    public Uni<Funnel> change(
            @PathParam("id") String id,
            @NotNull(message = "is missing; send a JSON object with site, name and steps") FunnelDraft body) {
        return get(id).chain(old -> {
            Funnel changed = body.funnel(id, old.createdAt(), site -> site.equals(old.site()));
            return funnels.change(changed);
        });
    }

    @POST
    @Path("preview")
    @Operation(
            operationId = "previewFunnel",
            summary = "What a funnel would report",
            description = "Nothing is kept. For the numbers of a funnel that is being written, which needs no name yet. Where the period has more than"
                    + " 100,000 sessions, one in 64 or more is looked at, of a funnel within days one visitor in 64 or more, always the same ones: sample"
                    + " says so, and counts are of these.")
    @APIResponse(
            responseCode = "200",
            description = "The report",
            content = @Content(schema = @Schema(implementation = FunnelReport.class)))
    @APIResponse(responseCode = "400", description = "A field is wrong; errors names it and says what to write")
    public Uni<FunnelReport> preview(
            @QueryParam("from") @Parameter(description = "ISO 8601; default: 30 days before to") Optional<String> from,
            @QueryParam("to") @Parameter(description = "ISO 8601, not included; default: now") Optional<String> to,
            @NotNull(message = "is missing; send a JSON object with site and steps") FunnelDraft body) {
        Period period = Period.read(from, to, clock);
        Funnel funnel = body.named("preview").funnel("preview", clock.instant().truncatedTo(ChronoUnit.MILLIS), sites::exists);
        return queries.sample(funnel, period)
                .map(sampled -> FunnelReport.of(funnel, period, sampled.counts(), null, sampled.share()));
    }

    @DELETE
    @Path("{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "deleteFunnel", summary = "Delete a funnel", description = "No session is touched.")
    @APIResponse(responseCode = "204", description = "Gone")
    @APIResponse(responseCode = "404", description = "There is no such funnel")
    public Uni<Void> delete(@PathParam("id") String id) {
        return funnels.remove(id).invoke(removed -> {
            if (!removed) {
                throw noSuchFunnel(id);
            }
        }).replaceWithVoid();
    }

    static RuntimeException noSuchFunnel(String id) {
        return Problem.of(404, "There is no funnel " + id + ". /api/v1/funnels lists them.").asException();
    }
}
