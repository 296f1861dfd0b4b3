package io.lastseen.site;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;

final class TestSites {
    private TestSites() {}

    static Site with(String... origins) {
        return new Site(
                "a", "A", "key-of-a", List.of(origins), ZoneId.of("UTC"), List.of("*.a.example"), List.of("*.paypal.com"),
                List.of("utm_*"), 0.5, true, false, false, SiteAssets.DEFAULT, Instant.parse("2026-01-02T03:04:05Z"), OptionalInt.empty());
    }
}
