package io.lastseen.metrics;

import io.lastseen.problem.Problem.FieldError;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/metrics/losses")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Metrics")
class LossResource {
    private final Scopes scopes;
    private final LossQuery query;
    private final FoundSessions found;
    private final Zones zones;

    LossResource(Scopes scopes, LossQuery query, FoundSessions found, Zones zones) {
        this.scopes = scopes;
        this.query = query;
        this.found = found;
        this.zones = zones;
    }

    @GET
    @Operation(
            operationId = "metricsLosses",
            summary = "The five biggest losses of a site against the period before",
            description = Losses.DEFINITION)
    @APIResponse(
            responseCode = "200",
            description = "The losses",
            content = @Content(schema = @Schema(implementation = Losses.class)))
    @APIResponse(responseCode = "400", description = "No site is named, or a parameter cannot be read")
    @APIResponse(responseCode = "404", description = "There is no such site")
    public Uni<Losses> losses(@BeanParam ScopeParameters asked, @BeanParam SessionTraits traits) {
        return ofSite(asked, traits).chain(scope -> query.losses(scope, zones.of(Optional.empty(), scope.site())));
    }

    @GET
    @Path("sessions")
    @Operation(
            operationId = "lostSessions",
            summary = "The sessions a loss counts, newest first",
            description = "Ended ones that did not convert. Narrow them by entry, source, step and reason as the loss has them, without a"
                    + " goal funnel by exit in place of step. As GET /api/v1/sessions has them.")
    @APIResponse(
            responseCode = "200",
            description = "One page of them",
            content = @Content(schema = @Schema(implementation = SessionPage.class)))
    @APIResponse(
            responseCode = "400",
            description = "No site is named, it has no goal funnel within one session of which that could be a step, or a parameter cannot be read")
    public Uni<SessionPage> sessions(
            @BeanParam ScopeParameters asked,
            @BeanParam SessionTraits traits,
            @QueryParam("step")
                    @Parameter(description = "The last step they reached; -1: not even the first; left out: wherever", example = "1")
                    Optional<Integer> step,
            @QueryParam("orLater") @DefaultValue("false") @Parameter(description = "That step or one after it") boolean orLater,
            @QueryParam("reason") @Parameter(description = "Why they ended", example = "closed") Optional<String> reason,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Parameter(description = "The page before's next") Optional<String> cursor) {
        Optional<TimeCursor> after = cursor.map(TimeCursor::read);
        Optional<String> ended = EndReasons.orOpen(reason);
        FunnelStop stop = step.filter(one -> !orLater)
                .map(one -> FunnelStop.at(one, ended))
                .orElseGet(() -> FunnelStop.from(step.orElse(-1), ended));
        return ofSite(asked, traits).chain(scope -> {
            step.ifPresent(one -> isOf(LossQuery.funnel(scope), one));
            return query.lost(scope, stop, after, limit).chain(lost -> found.page(scope.site().orElseThrow(), lost, limit));
        });
    }

    private static void isOf(Optional<Funnel> funnel, int step) {
        if (funnel.isEmpty()) {
            throw wrong("step", "is of no funnel: the site has none within one session that is a goal; narrow by exit instead");
        }
        int last = funnel.get().steps().size() - 1;
        if (step < -1 || step > last) {
            throw wrong("step", "is from 0 to " + last + ", or -1 for those who did not reach the first, not " + step);
        }
    }

    private Uni<Scope> ofSite(ScopeParameters asked, SessionTraits traits) {
        return scopes.read(asked, traits).invoke(scope -> {
            if (scope.site().isEmpty()) {
                throw wrong("site", "is missing; losses are told site by site");
            }
        });
    }

    private static RuntimeException wrong(String field, String detail) {
        return Problem.ofFields(List.of(new FieldError(field, detail))).asException();
    }

    @GET
    @Path("csv")
    @Produces("text/csv")
    @Operation(operationId = "exportLosses", summary = "The same as a table for spreadsheets")
    @APIResponse(responseCode = "200", description = "The table, RFC 4180", content = @Content(mediaType = "text/csv"))
    public Uni<RestResponse<String>> export(@BeanParam ScopeParameters asked, @BeanParam SessionTraits traits) {
        return losses(asked, traits).map(found -> NumbersCsv.losses(found).answer("lastseen-losses"));
    }
}
