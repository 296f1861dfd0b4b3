package io.lastseen.session;

import io.lastseen.problem.Problem;
import io.lastseen.problem.Problem.FieldError;
import io.lastseen.site.KnownSite;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sources a site knows beside the about 400 that every site does. */
@Path("/api/v1/sites/{id}/sources")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Sites")
class SiteSourcesResource {
    private static final int MOST = 500;
    private static final int LONGEST = 100;
    private final KnownSite sites;
    private final SiteSources sources;

    SiteSourcesResource(KnownSite sites, SiteSources sources) {
        this.sites = sites;
        this.sources = sources;
    }

    @Schema(name = "SiteSourceList")
    public record SiteSourceList(List<SiteSource> items) {
    }

    /** As an owner writes it. */
    @Schema(name = "SiteSourceDraft")
    public record SiteSourceDraft(String domain, String name, @Schema(examples = "shopping") String kind) {
    }

    @Schema(name = "SiteSourceDrafts")
    public record SiteSourceDrafts(List<SiteSourceDraft> items) {
    }

    @GET
    @Operation(operationId = "getSources", summary = "Sources this site knows of its own")
    @APIResponse(responseCode = "404", description = "There is no such site")
    public SiteSourceList get(@PathParam("id") @Parameter(example = "demo") String id) {
        sites.require(id);
        return new SiteSourceList(sources.own(id));
    }

    @PUT
    @Operation(operationId = "setSources", summary = "Set the sources this site knows of its own",
        description = "All of them at once; they win over those that every site knows. Hold for visits that are decided from now on.")
    @APIResponse(responseCode = "400", description = "A field is wrong; errors names it and says what to write")
    @APIResponse(responseCode = "404", description = "There is no such site")
    public Uni<SiteSourceList> put(@PathParam("id") @Parameter(example = "demo") String id,
                                   @NotNull(message = "is missing; send a JSON object with items") SiteSourceDrafts body) {
        sites.require(id);
        List<SiteSource> read = read(body.items() == null ? List.of() : body.items());
        return sources.set(id, read).replaceWith(new SiteSourceList(read));
    }

    private static List<SiteSource> read(List<SiteSourceDraft> drafts) {
        List<FieldError> errors = new ArrayList<>();
        if (drafts.size() > MOST) {
            errors.add(new FieldError("items", "are " + drafts.size() + "; a site has at most " + MOST));
        }
        List<SiteSource> read = new ArrayList<>();
        for (int i = 0; i < drafts.size() && errors.isEmpty(); i++) {
            SiteSourceDraft draft = Optional.ofNullable(drafts.get(i)).orElse(new SiteSourceDraft(null, null, null));
            String domain = text(draft.domain(), "items[" + i + "].domain", "is a host such as deals.example, an app's id or a campaign's word", errors);
            if (domain.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
                errors.add(new FieldError("items[" + i + "].domain", "is a single word; '" + domain + "' has spaces"));
            }
            String name = text(draft.name(), "items[" + i + "].name", "is what the source is called", errors);
            Optional<SourceKind> kind = SourceKind.of(draft.kind());
            if (kind.isEmpty()) {
                errors.add(new FieldError("items[" + i + "].kind", "is search, social, video, shopping, assistant, mail or referral"));
            }
            kind.ifPresent(known -> read.add(new SiteSource(domain, name, known)));
        }
        if (!errors.isEmpty()) {
            throw Problem.ofFields(errors).asException();
        }
        return read;
    }

    private static String text(String written, String field, String what, List<FieldError> errors) {
        String text = written == null ? "" : written.strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl) || text.contains("/")) {
            errors.add(new FieldError(field, what + ", at most 100 characters, without /"));
        }
        return text;
    }
}
