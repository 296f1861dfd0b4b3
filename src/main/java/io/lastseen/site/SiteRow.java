package io.lastseen.site;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;

/** A {@link Site} in PostgreSQL; never leaves the repository. */
@Entity(name = "SiteRow")
@Table(name = "site")
class SiteRow {
    @Id
    String id;

    String name;

    @Column(name = "write_key")
    String writeKey;

    String[] origins;

    @Column(name = "time_zone")
    String timeZone;

    @Column(name = "own_hosts")
    String[] ownHosts;

    @Column(name = "payment_hosts")
    String[] paymentHosts;

    @Column(name = "query_allow_list")
    String[] queryAllowList;

    double sampling;

    @Column(name = "respect_gpc")
    boolean respectGpc;

    boolean paused;
    boolean demo;

    @Column(name = "keep_assets")
    boolean keepAssets;

    @Column(name = "asset_page_bytes")
    long assetPageBytes;

    @Column(name = "asset_day_bytes")
    long assetDayBytes;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "retention_days")
    Integer retentionDays;

    static SiteRow of(Site site) {
        return new SiteRow().take(site);
    }

    SiteRow take(Site site) {
        id = site.id();
        name = site.name();
        writeKey = site.writeKey();
        origins = site.origins().toArray(String[]::new);
        timeZone = site.timeZone().getId();
        ownHosts = site.ownHosts().toArray(String[]::new);
        paymentHosts = site.paymentHosts().toArray(String[]::new);
        queryAllowList = site.queryAllowList().toArray(String[]::new);
        sampling = site.sampling();
        respectGpc = site.respectGpc();
        paused = site.paused();
        demo = site.demo();
        keepAssets = site.assets().kept();
        assetPageBytes = site.assets().pageBytes();
        assetDayBytes = site.assets().dayBytes();
        createdAt = site.createdAt();
        retentionDays = site.retentionDays().isPresent() ? site.retentionDays().getAsInt() : null;
        return this;
    }

    Site toSite() {
        return new Site(
                id,
                name,
                writeKey,
                List.of(origins),
                ZoneId.of(timeZone),
                List.of(ownHosts),
                List.of(paymentHosts),
                List.of(queryAllowList),
                sampling,
                respectGpc,
                paused,
                demo,
                new SiteAssets(keepAssets, assetPageBytes, assetDayBytes),
                createdAt,
                retentionDays == null ? OptionalInt.empty() : OptionalInt.of(retentionDays));
    }
}
