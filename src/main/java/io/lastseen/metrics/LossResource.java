package io.lastseen.metrics;

import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import io.lastseen.session.SessionTraits;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/metrics/losses")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Metrics")
class LossResource {
    private final Scopes scopes;
    private final LossQuery query;
    private final Zones zones;

    LossResource(Scopes scopes, LossQuery query, Zones zones) {
        this.scopes = scopes;
        this.query = query;
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
    @APIResponse(
            responseCode = "400",
            description = "No site is named, or a parameter cannot be read",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such site",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Losses> losses(@BeanParam ScopeParameters asked, @BeanParam SessionTraits traits) {
        return scopes.read(asked, traits).chain(scope -> {
            if (scope.site().isEmpty()) {
                throw Problem.ofFields(List.of(new FieldError("site", "is missing; losses are told site by site")))
                        .asException();
            }
            return query.losses(scope, zones.of(Optional.empty(), scope.site()));
        });
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
