package io.lastseen.session;

import io.lastseen.site.KnownSite;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Sessions, newest first, with why and when they ended. */
@Path("/api/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions", description = "Who was there, what they saw, when they left and why")
class SessionResource {
    private final SessionQueries queries;
    private final SessionLookup lookup;
    private final SessionViews views;
    private final VerdictQueries verdicts;
    private final KnownSite sites;
    private final Clock clock;

    SessionResource(SessionQueries queries, SessionLookup lookup, SessionViews views, VerdictQueries verdicts, KnownSite sites, Clock clock) {
        this.queries = queries;
        this.lookup = lookup;
        this.views = views;
        this.verdicts = verdicts;
        this.sites = sites;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "listSessions", summary = "Sessions by start, newest first")
    @APIResponse(responseCode = "404", description = "There is no such site")
    public Uni<SessionPage> list(
        @BeanParam ListParameters asked,
        @BeanParam EndFilter end,
        @BeanParam SessionTraits traits,
        @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
        @Parameter(description = "The page before's next") @QueryParam("cursor") Optional<String> cursor) {
        return Uni.createFrom().item(() -> SessionFilter.of(sites.check(asked.site()), asked, cursor, limit))
            .flatMap(filter -> queries.list(filter, end, traits));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getSession", summary = "One session",
        description = "A document's id finds its session, and a superseded session's id its survivor: both answer 308.")
    public Uni<RestResponse<SessionView>> get(@PathParam("id") String id, @Context UriInfo uri) {
        return lookup.answerWith(id, uri, here -> Uni.createFrom().item(RestResponse.ok(here.session())));
    }

    @GET
    @Path("/{id}/views")
    @Operation(operationId = "listViews", summary = "The pages it saw, in order, with time and engaged time")
    public Uni<RestResponse<ViewPage>> views(@PathParam("id") String id, @Context UriInfo uri) {
        return lookup.answerWith(id, uri, here -> views.of(here, clock.instant()).map(RestResponse::ok));
    }

    @GET
    @Path("/{id}/timeline")
    @Operation(operationId = "getTimeline", summary = "How its tabs fared, what was clicked, and the end")
    public Uni<RestResponse<Timeline>> timeline(@PathParam("id") String id, @Context UriInfo uri) {
        return lookup.answerWith(id, uri, here -> views.timeline(here).map(RestResponse::ok));
    }

    @GET
    @Path("/{id}/verdicts")
    @Operation(operationId = "listVerdicts", summary = "What was decided about its end, newest first, with the evidence in words",
        description = "Every verdict is kept: one that a return undid, and one that late evidence amended.")
    public Uni<RestResponse<VerdictPage>> verdicts(@PathParam("id") String id, @Context UriInfo uri) {
        return lookup.answer(id, uri, key -> verdicts.of(key).map(RestResponse::ok));
    }

    @GET
    @Path("/{id}/lanes")
    @Operation(operationId = "getLanes", summary = "What each of its tabs did, what proved a person there, and how the tab went")
    public Uni<RestResponse<SessionLanes>> lanes(@PathParam("id") String id, @Context UriInfo uri) {
        return lookup.answerWith(id, uri, here -> Uni.createFrom().item(RestResponse.ok(SessionLanes.of(here, clock.instant()))));
    }
}
