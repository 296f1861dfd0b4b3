package io.lastseen.site;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an owner sets of {@link SiteAssets}; a field that is left out (or null) stays as it is. */
@Schema(name = "SiteAssetsChange", description = "Images and fonts that pages showed")
record SiteAssetsChange(
        @Schema(description = "Whether they are kept", examples = "true") Boolean kept,
        @Min(value = 0, message = "is less than 0; write bytes")
                @Max(value = 104_857_600, message = "is more than 104857600 (100 MiB); write less")
                @Schema(description = "Bytes read of one page at most, in the visitor's browser", examples = "10485760")
                Long pageBytes,
        @Min(value = 0, message = "is less than 0; write bytes")
                @Schema(description = "Bytes taken in one UTC day at most", examples = "1073741824")
                Long dayBytes) {

    SiteAssets applyTo(SiteAssets now) {
        return new SiteAssets(
                kept == null ? now.kept() : kept,
                pageBytes == null ? now.pageBytes() : pageBytes,
                dayBytes == null ? now.dayBytes() : dayBytes);
    }
}
