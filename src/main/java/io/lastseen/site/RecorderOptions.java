package io.lastseen.site;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What the recorder asks before it records. Holds nothing an owner would keep to herself: anybody who has the write key
 * can read it.
 *
 * @param why null, or {@code paused}
 * @param gpc a visitor that sends Global Privacy Control is not to be recorded
 * @param assets bytes of images and fonts that may be kept of one page; 0 where none are
 * @param hash the part of a URL after # is a route of the page
 */
public record RecorderOptions(
        boolean record,
        String why,
        double sample,
        boolean gpc,
        List<String> query,
        List<String> ownHosts,
        List<String> paymentHosts,
        boolean hash,
        long assets) {

    public static RecorderOptions of(Site site) {
        return new RecorderOptions(
                !site.paused(),
                site.paused() ? "paused" : null,
                site.sampling(),
                site.respectGpc(),
                site.queryAllowList(),
                site.ownHosts(),
                site.paymentHosts(),
                false,
                site.assets().kept() ? site.assets().pageBytes() : 0);
    }

    public JsonObject json() {
        return new JsonObject()
                .put("record", record)
                .put("why", why)
                .put("sample", sample)
                .put("gpc", gpc)
                .put("query", new JsonArray(query))
                .put("ownHosts", new JsonArray(ownHosts))
                .put("paymentHosts", new JsonArray(paymentHosts))
                .put("hash", hash)
                .put("assets", assets);
    }
}
