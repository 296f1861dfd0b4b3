package io.lastseen.session;

import java.util.Locale;
import java.util.Optional;

/**
 * Query parameters that advertisers add to an address by themselves. All but Facebook's stand for a paid click;
 * {@code fbclid} is on every link that leaves Facebook or Instagram.
 */
enum ClickId {
    GCLID("google", "cpc"),
    GBRAID("google", "cpc"),
    WBRAID("google", "cpc"),
    DCLID("google", "display"),
    GAD_CAMPAIGNID("google", "cpc"),
    MSCLKID("bing", "cpc"),
    YCLID("yandex", "cpc"),
    TTCLID("tiktok", "cpc"),
    TWCLID("x", "cpc"),
    LI_FAT_ID("linkedin", "cpc"),
    FBCLID("facebook", "");

    private final String source;
    private final String medium;

    ClickId(String source, String medium) {
        this.source = source;
        this.medium = medium;
    }

    static Optional<ClickId> in(WebAddress address) {
        for (ClickId click : values()) {
            if (address.parameter(click.parameter()).isPresent()) {
                return Optional.of(click);
            }
        }
        return Optional.empty();
    }

    String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    String source() {
        return source;
    }

    /** What {@code utm_medium} would say; empty where the click may have been free. */
    String medium() {
        return medium;
    }
}
