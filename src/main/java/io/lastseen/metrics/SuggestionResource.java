package io.lastseen.metrics;

import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import io.lastseen.site.KnownSite;
import io.smallrye.mutiny.Uni;
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

@Path("/api/v1/funnels/suggestions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Funnels")
class SuggestionResource {
    private final SuggestionQuery query;
    private final KnownSite sites;

    SuggestionResource(SuggestionQuery query, KnownSite sites) {
        this.query = query;
        this.sites = sites;
    }

    @GET
    @Operation(operationId = "suggestSteps", summary = "Paths, events or clicked elements that were recorded in the last 30 days")
    @APIResponse(
            responseCode = "200",
            description = "At most 30, in most sessions first",
            content = @Content(schema = @Schema(implementation = StepSuggestions.class)))
    @APIResponse(responseCode = "400", description = "A parameter is missing or cannot be read")
    @APIResponse(responseCode = "404", description = "There is no such site")
    public Uni<StepSuggestions> suggestions(
            @QueryParam("site") @Parameter(example = "demo", required = true) Optional<String> site,
            @QueryParam("kind") @DefaultValue("path") @Parameter(description = "path, event or click") String kind,
            @QueryParam("q") @DefaultValue("") @Parameter(description = "A part of what is looked for", example = "cart")
                    String holding) {
        StepKind known = StepKind.of(kind).orElseThrow(() -> wrong("kind", "is not path, event or click"));
        String of = sites.check(site).orElseThrow(() -> wrong("site", "is missing; /api/v1/sites lists them"));
        return query.suggestions(of, known, holding.strip());
    }

    private static RuntimeException wrong(String field, String detail) {
        return Problem.ofFields(List.of(new FieldError(field, detail))).asException();
    }
}
