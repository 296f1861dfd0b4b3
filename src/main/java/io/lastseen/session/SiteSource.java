package io.lastseen.session;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A source that one site knows. */
@Schema(name = "SiteSource")
public record SiteSource(
    @Schema(description = "A host, for itself and all below it; an app's id; or a word that campaigns use as utm_source", examples = "deals.example") String domain,
    @Schema(description = "What it is called in numbers, lower case", examples = "deals") String name,
    @Schema(description = "search, social, video, shopping, assistant, mail or referral", examples = "shopping") SourceKind kind) {
}
