package io.lastseen.site;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;

/**
 * A recorded site as its owner has set it.
 *
 * @param id never changes; leads every table
 * @param writeKey what the snippet carries; public, and only names the site
 * @param origins canonical, see {@link Origins}; empty means that no page may record
 * @param timeZone in which the site's days begin
 * @param ownHosts hosts that belong to the visit: going there is not leaving; {@code *.} leads a wildcard
 * @param paymentHosts hosts a visit is handed to and comes back from
 * @param queryAllowList names of URL query parameters that are kept; a trailing {@code *} is a wildcard
 * @param sampling share of visitors that are recorded, 0 to 1
 * @param respectGpc visitors that send Global Privacy Control are not recorded
 * @param paused nothing is recorded
 * @param assets what is kept of what its pages showed
 * @param retentionDays recordings are erased so long after their session ended; empty: never
 */
public record Site(
        String id,
        String name,
        String writeKey,
        List<String> origins,
        ZoneId timeZone,
        List<String> ownHosts,
        List<String> paymentHosts,
        List<String> queryAllowList,
        double sampling,
        boolean respectGpc,
        boolean paused,
        boolean demo,
        SiteAssets assets,
        Instant createdAt,
        OptionalInt retentionDays) {

    /** The demo shop's site: there from the first start. */
    public static final String DEMO = "demo";

    public Site {
        requireNonNull(id);
        requireNonNull(name);
        requireNonNull(writeKey);
        requireNonNull(timeZone);
        requireNonNull(assets);
        requireNonNull(createdAt);
        requireNonNull(retentionDays);
        origins = List.copyOf(origins);
        ownHosts = List.copyOf(ownHosts);
        paymentHosts = List.copyOf(paymentHosts);
        queryAllowList = List.copyOf(queryAllowList);
        if (!(sampling >= 0 && sampling <= 1)) {
            throw new IllegalArgumentException("sampling is a share from 0 to 1, not " + sampling);
        }
    }

    Site withWriteKey(String key) {
        return new Site(
                id, name, key, origins, timeZone, ownHosts, paymentHosts, queryAllowList, sampling, respectGpc, paused,
                demo, assets, createdAt, retentionDays);
    }
}
