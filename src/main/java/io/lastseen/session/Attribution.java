package io.lastseen.session;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where a session came from, by the address and the referrer of its first view: what the campaign says of itself
 * ({@code utm_source}, {@code ref}), else whose click id the address carries, else the referrer, else nobody: direct.
 * The site's own hosts and its payment providers are never a source.
 *
 * @param source a known name ({@code google}), a host without {@code www.}, or what the campaign calls itself; lower
 *     case, at most 100 characters; {@code direct} where there is none, {@code (not set)} where a campaign names none
 * @param channel by which way, as {@link Channel} names it: {@code organic search}
 * @param campaign as the campaign is called ({@code utm_campaign}), else its number ({@code utm_id}); lower case, at most
 *     100 characters; {@code (none)} where the address names none
 */
public record Attribution(String source, String channel, String campaign) {
    /** Of sessions without a campaign: a value as any other, so that groups add up to all. */
    static final String NO_CAMPAIGN = "(none)";

    private static final String DIRECT = "direct";
    private static final String NOT_SET = "(not set)";

    /**
     * Never fails: an address that cannot be read counts as none.
     *
     * @param firstUrl absolute, with the query parameters the site allows; null or empty where unknown
     * @param referrer absolute, {@code android-app://} too; null or empty where there is none
     * @param ownHosts hosts of the site beside the one of {@code firstUrl}; {@code *.} leads a wildcard
     * @param paymentHosts hosts a visit is handed to and comes back from, written likewise
     * @param known sources that have a name and a kind
     */
    static Attribution of(
            String firstUrl, String referrer, Collection<String> ownHosts, Collection<String> paymentHosts,
            KnownSources known) {
        Optional<WebAddress> landing = WebAddress.read(firstUrl);
        List<String> own = landing.map(WebAddress::host).map(List::of).orElse(List.of());
        Optional<Source> referring = WebAddress.read(referrer)
                .map(WebAddress::host)
                .filter(host -> !HostPatterns.match(own, host)
                        && !HostPatterns.match(ownHosts, host)
                        && !HostPatterns.match(paymentHosts, host))
                .map(known::ofHost);
        return of(landing.map(Campaign::of).orElse(Campaign.NONE), referring, known);
    }

    private static Attribution of(Campaign campaign, Optional<Source> referring, KnownSources known) {
        Optional<Source> named = campaign.source().map(known::ofWord);
        Optional<Source> clicked = campaign.click().map(click -> known.ofClick(click, referring));
        Optional<Source> source = named.or(() -> clicked).or(() -> referring);
        if (source.isEmpty() && !campaign.tagged()) {
            return new Attribution(DIRECT, Channel.DIRECT.label(), NO_CAMPAIGN);
        }
        Source from = source.orElse(new Source(NOT_SET, SourceKind.REFERRAL));
        return new Attribution(
                from.name(),
                Channel.of(from, campaign).label(),
                campaign.name().isEmpty() ? NO_CAMPAIGN : campaign.name());
    }
}
