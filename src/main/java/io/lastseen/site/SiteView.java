package io.lastseen.site;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A site as the API shows it. */
@Schema(name = "Site")
record SiteView(
        @Schema(examples = "k7mq3wxb9ztd") String id,
        @Schema(examples = "Upholstery shop") String name,
        @Schema(description = "What the snippet carries; public", examples = "Qm9yZWQgYnkgdGVzdHM0Mg") String writeKey,
        @Schema(examples = "[\"https://shop.example\"]") List<String> origins,
        @Schema(examples = "Europe/Berlin") String timeZone,
        List<String> ownHosts,
        @Schema(examples = "[\"*.paypal.com\"]") List<String> paymentHosts,
        @Schema(examples = "[\"utm_*\"]") List<String> queryAllowList,
        @Schema(examples = "1.0") double sampling,
        boolean respectGpc,
        boolean paused,
        boolean demo,
        SiteAssets assets,
        Instant createdAt,
        @Schema(description = "Recordings are erased so many days after their session ended; 0: never", examples = "90") int retentionDays,
        @Schema(description = "To paste into the head of every page") String snippet) {

    static SiteView of(Site site, String snippet) {
        return new SiteView(
                site.id(),
                site.name(),
                site.writeKey(),
                site.origins(),
                site.timeZone().getId(),
                site.ownHosts(),
                site.paymentHosts(),
                site.queryAllowList(),
                site.sampling(),
                site.respectGpc(),
                site.paused(),
                site.demo(),
                site.assets(),
                site.createdAt(),
                site.retentionDays().orElse(0),
                snippet);
    }
}
