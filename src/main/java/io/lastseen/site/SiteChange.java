package io.lastseen.site;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an owner sets; a field that is left out (or null) stays as it is. */
@Schema(name = "SiteChange", description = "What an owner sets; a field that is left out stays as it is")
record SiteChange(
        @NotNull(groups = Creating.class, message = "is missing; give the site a name")
                @Size(max = 100, message = "is longer than 100 characters")
                @Pattern(regexp = "(?s).*\\S.*", message = "is empty; give the site a name")
                @Schema(examples = "Upholstery shop")
                String name,
        @Size(max = 100, message = "has more than 100 entries")
                @Schema(
                        type = SchemaType.ARRAY,
                        description = "scheme://host[:port]; https://*.shop.example is every host below, * is any",
                        examples = "[\"https://shop.example\"]")
                List<@NotNull(message = "is null") @Size(max = 300) @Written(as = Form.ORIGIN) String> origins,
        @Written(as = Form.TIME_ZONE)
                @Schema(description = "IANA name; the site's days begin in it", examples = "Europe/Berlin")
                String timeZone,
        @Size(max = 100, message = "has more than 100 entries")
                @Schema(description = "Going to one of these is not leaving", examples = "[\"*.shop.example\"]")
                List<@NotNull(message = "is null") @Size(max = 300) @Written(as = Form.HOST) String> ownHosts,
        @Size(max = 100, message = "has more than 100 entries")
                @Schema(
                        description = "A visit that goes to one of these is handed over, and waited for",
                        examples = "[\"*.paypal.com\"]")
                List<@NotNull(message = "is null") @Size(max = 300) @Written(as = Form.HOST) String> paymentHosts,
        @Size(max = 100, message = "has more than 100 entries")
                @Schema(
                        description = "URL query parameters that are kept; all others never leave the page",
                        examples = "[\"utm_*\"]")
                List<@NotNull(message = "is null") @Size(max = 100) @Written(as = Form.QUERY_NAME) String> queryAllowList,
        @DecimalMin(value = "0", message = "is less than 0; write a share from 0 (nobody) to 1 (everybody)")
                @DecimalMax(value = "1", message = "is more than 1; write a share from 0 (nobody) to 1 (everybody)")
                @Schema(description = "Share of visitors that are recorded", examples = "1.0")
                Double sampling,
        @Schema(description = "Visitors that send Global Privacy Control are not recorded", examples = "true")
                Boolean respectGpc,
        @Schema(description = "Nothing is recorded", examples = "false") Boolean paused,
        @Min(value = 0, message = "is less than 0; write a number of days, or 0 to keep recordings for good")
                @Max(value = 3650, message = "is more than 3650; write 0 to keep recordings for good")
                @Schema(
                        description = "Recordings are erased so many days after their session ended; 0: never",
                        examples = "90")
                Integer retentionDays,
        @Valid @Schema(description = "What is kept of what pages showed") SiteAssetsChange assets) {

    /** The checks of a new site: all of a change's, and what it cannot be without. */
    interface Creating extends Default {}

    Site applyTo(Site site) {
        return new Site(
                site.id(),
                name == null ? site.name() : name.strip(),
                site.writeKey(),
                canonical(Form.ORIGIN, origins, site.origins()),
                timeZone == null ? site.timeZone() : ZoneId.of(Form.TIME_ZONE.canonical(timeZone)),
                canonical(Form.HOST, ownHosts, site.ownHosts()),
                canonical(Form.HOST, paymentHosts, site.paymentHosts()),
                canonical(Form.QUERY_NAME, queryAllowList, site.queryAllowList()),
                sampling == null ? site.sampling() : sampling,
                respectGpc == null ? site.respectGpc() : respectGpc,
                paused == null ? site.paused() : paused,
                site.demo(),
                assets == null ? site.assets() : assets.applyTo(site.assets()),
                site.createdAt(),
                retentionDays == null ? site.retentionDays()
                        : retentionDays == 0 ? OptionalInt.empty() : OptionalInt.of(retentionDays));
    }

    private static List<String> canonical(Form form, List<String> written, List<String> now) {
        return written == null ? now : written.stream().map(form::canonical).distinct().toList();
    }
}
