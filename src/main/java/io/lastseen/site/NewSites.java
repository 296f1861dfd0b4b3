package io.lastseen.site;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;

/** What a site begins with. */
@ApplicationScoped
class NewSites {
    /** Providers whose pages shops send their visitors to and get them back from. */
    private static final List<String> PAYMENT_HOSTS = List.of(
            "*.paypal.com",
            "checkout.stripe.com",
            "hooks.stripe.com",
            "*.klarna.com",
            "*.adyen.com",
            "*.mollie.com",
            "pay.google.com",
            "*.amazonpay.com",
            "*.checkout.com",
            "*.worldpay.com",
            "*.giropay.de",
            "*.sofort.com");

    /** What tells where a visit came from: campaign parameters and the click ids of advertisers. */
    private static final List<String> QUERY_NAMES = List.of(
            "utm_*", "ref", "gclid", "gbraid", "wbraid", "dclid", "gad_campaignid", "fbclid", "msclkid", "ttclid", "twclid",
            "li_fat_id", "yclid");

    private static final ZoneId UTC = ZoneId.of("UTC");

    private final SiteKeys keys;
    private final Clock clock;

    NewSites(SiteKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Records nothing until an origin is allowed. */
    Site site(SiteChange settings) {
        return settings.applyTo(bare(keys.siteId(), settings.name(), List.of(), false));
    }

    Site demo() {
        return bare(Site.DEMO, "Demo shop", List.of(Origins.ANY), true);
    }

    Site withNewKey(Site site) {
        return site.withWriteKey(keys.writeKey());
    }

    private Site bare(String id, String name, List<String> origins, boolean demo) {
        return new Site(
                id,
                name,
                keys.writeKey(),
                origins,
                UTC,
                List.of(),
                PAYMENT_HOSTS,
                QUERY_NAMES,
                1,
                true,
                false,
                demo,
                SiteAssets.DEFAULT,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                OptionalInt.empty());
    }
}
