package io.lastseen.metrics;

import io.lastseen.metrics.FunnelReport.OneSession;
import io.lastseen.problem.Problem;
import io.lastseen.session.EndReasons;
import io.lastseen.session.SessionPage;
import io.lastseen.session.SessionTraits;
import io.lastseen.session.TimeCursor;
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
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/funnels/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Funnels")
class FunnelReportResource {
    private static final int EXPORTED = 10_000;

    private final FunnelRepository funnels;
    private final FunnelQueries queries;
    private final FoundSessions found;
    private final Clock clock;

    FunnelReportResource(FunnelRepository funnels, FunnelQueries queries, FoundSessions found, Clock clock) {
        this.funnels = funnels;
        this.queries = queries;
        this.found = found;
        this.clock = clock;
    }

    @GET
    @Path("report")
    @Operation(
            operationId = "reportFunnel",
            summary = "How far sessions got, step by step, and where they stopped",
            description = "Over stored sessions that started in the period, robots and never-seen pages left out. Of a funnel within"
                    + " days over visitors who did the first step in the period, in a session with the traits that are asked for; their"
                    + " later steps may lie behind it. They are followed each time, which takes seconds for hundred thousands of sessions.")
    @APIResponse(
            responseCode = "200",
            description = "The report",
            content = @Content(schema = @Schema(implementation = FunnelReport.class)))
    @APIResponse(responseCode = "400", description = "from or to cannot be read, or they are in the wrong order")
    @APIResponse(responseCode = "404", description = "There is no such funnel, or no such session on its site")
    public Uni<FunnelReport> report(
            @PathParam("id") @Parameter(example = "demo") String id,
            @QueryParam("from")
                    @Parameter(description = "ISO 8601; default: 30 days before to", example = "2026-05-01T00:00:00Z")
                    Optional<String> from,
            @QueryParam("to")
                    @Parameter(description = "ISO 8601, not included; default: now", example = "2026-05-31T00:00:00Z")
                    Optional<String> to,
            @BeanParam SessionTraits traits,
            @QueryParam("session")
                    @Parameter(
                            description = "Also say which steps this session reached, in the period or not; of a funnel within days those"
                                    + " its visitor had reached when it ended")
                    Optional<String> session) {
        Period period = Period.read(from, to, clock);
        return funnel(id).chain(funnel -> Uni.combine()
                .all()
                .unis(queries.count(funnel, period, traits), one(funnel, period, session))
                .asTuple()
                .map(both -> FunnelReport.of(funnel, period, both.getItem1(), both.getItem2().orElse(null))));
    }

    @GET
    @Path("report/csv")
    @Produces("text/csv")
    @Operation(operationId = "exportFunnelReport", summary = "The same as a table for spreadsheets")
    @APIResponse(responseCode = "200", description = "The table, RFC 4180; empty: a rate of nothing", content = @Content(mediaType = "text/csv"))
    public Uni<RestResponse<String>> exportReport(
            @PathParam("id") String id,
            @QueryParam("from") Optional<String> from,
            @QueryParam("to") Optional<String> to,
            @BeanParam SessionTraits traits) {
        return report(id, from, to, traits, Optional.empty())
                .map(report -> FunnelCsv.report(report).answer("lastseen-funnel"));
    }

    @GET
    @Path("steps/{step}/drop-offs")
    @Operation(
            operationId = "listDropOffs",
            summary = "All sessions that got no further than one step, newest first",
            description = "Of a funnel within days, of each visitor that got no further the session in which they last did the step.")
    @APIResponse(
            responseCode = "200",
            description = "One page of them",
            content = @Content(schema = @Schema(implementation = DropOffList.class)))
    @APIResponse(responseCode = "400", description = "A parameter cannot be read")
    @APIResponse(responseCode = "404", description = "There is no such funnel, or no such step to drop off from")
    public Uni<DropOffList> dropOffs(
            @PathParam("id") @Parameter(example = "demo") String id,
            @PathParam("step") @Parameter(description = "Index of the step, from 0", example = "1") int step,
            @QueryParam("from") @Parameter(description = "ISO 8601; default: 30 days before to") Optional<String> from,
            @QueryParam("to") @Parameter(description = "ISO 8601, not included; default: now") Optional<String> to,
            @BeanParam SessionTraits traits,
            @QueryParam("reason") @Parameter(description = "Only those that ended so, or open", example = "closed")
                    Optional<String> reason,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Parameter(description = "The page before's next") Optional<String> cursor) {
        return page(id, step, Period.read(from, to, clock), traits, reason, cursor.map(TimeCursor::read), limit);
    }

    private Uni<DropOffList> page(
            String id, int step, Period period, SessionTraits traits, Optional<String> reason, Optional<TimeCursor> after, int limit) {
        Optional<String> ended = EndReasons.orOpen(reason);
        return funnel(id).chain(funnel -> {
            if (step < 0 || step >= funnel.steps().size() - 1) {
                throw Problem.of(404, "The funnel has no step " + step + " to drop off from.").asException();
            }
            return queries.stopped(funnel, period, traits, FunnelStop.at(step, ended), after, limit)
                    .map(found -> DropOffList.page(found, limit));
        });
    }

    @GET
    @Path("steps/{step}/drop-offs/csv")
    @Produces("text/csv")
    @Operation(
            operationId = "exportDropOffs",
            summary = "The same as a table for spreadsheets",
            description = "The newest 10,000. Empty: a session that is open has not ended.")
    @APIResponse(responseCode = "200", description = "The table, RFC 4180", content = @Content(mediaType = "text/csv"))
    public Uni<RestResponse<String>> exportDropOffs(
            @PathParam("id") String id,
            @PathParam("step") int step,
            @QueryParam("from") Optional<String> from,
            @QueryParam("to") Optional<String> to,
            @BeanParam SessionTraits traits,
            @QueryParam("reason") Optional<String> reason) {
        return page(id, step, Period.read(from, to, clock), traits, reason, Optional.empty(), EXPORTED)
                .map(list -> FunnelCsv.dropOffs(list.items()).answer("lastseen-drop-offs"));
    }

    @GET
    @Path("steps/{step}/sessions")
    @Operation(
            operationId = "listFunnelSessions",
            summary = "The sessions that reached one step, newest first",
            description = "Or, with stopped, those that got no further. Of a funnel within days, of each visitor that reached the step"
                    + " the session in which they did, or, with stopped, last did it. As GET /api/v1/sessions has them.")
    @APIResponse(
            responseCode = "200",
            description = "One page of them",
            content = @Content(schema = @Schema(implementation = SessionPage.class)))
    @APIResponse(responseCode = "400", description = "A parameter cannot be read")
    @APIResponse(responseCode = "404", description = "There is no such funnel, or no such step")
    public Uni<SessionPage> sessions(
            @PathParam("id") @Parameter(example = "demo") String id,
            @PathParam("step") @Parameter(description = "Index of the step, from 0", example = "1") int step,
            @QueryParam("from") @Parameter(description = "ISO 8601; default: 30 days before to") Optional<String> from,
            @QueryParam("to") @Parameter(description = "ISO 8601, not included; default: now") Optional<String> to,
            @BeanParam SessionTraits traits,
            @QueryParam("stopped") @DefaultValue("false") @Parameter(description = "Only those that got no further")
                    boolean stopped,
            @QueryParam("reason") @Parameter(description = "Only those that ended so, or open", example = "closed")
                    Optional<String> reason,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Parameter(description = "The page before's next") Optional<String> cursor) {
        Period period = Period.read(from, to, clock);
        Optional<String> ended = EndReasons.orOpen(reason);
        Optional<TimeCursor> after = cursor.map(TimeCursor::read);
        return funnel(id).chain(funnel -> {
            if (step < 0 || step >= funnel.steps().size()) {
                throw Problem.of(404, "The funnel has no step " + step + "; its first is 0.").asException();
            }
            FunnelStop stop = stopped ? FunnelStop.at(step, ended) : FunnelStop.from(step, ended);
            return queries.stopped(funnel, period, traits, stop, after, limit)
                    .chain(list -> found.page(funnel.site(), list.stream().map(DropOffSession::place).toList(), limit));
        });
    }

    private Uni<Funnel> funnel(String id) {
        return funnels.get(id).map(found -> found.orElseThrow(() -> FunnelResource.noSuchFunnel(id)));
    }

    private Uni<Optional<OneSession>> one(Funnel funnel, Period period, Optional<String> session) {
        return session.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : queries.furthest(funnel, session.get(), period)
                        .map(found -> Optional.of(OneSession.of(session.get(), found.orElseThrow(() -> Problem.of(
                                        404, "There is no session " + session.get() + " on the funnel's site.")
                                .asException()))));
    }
}
