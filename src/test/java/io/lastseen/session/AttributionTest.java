package io.lastseen.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributionTest {
    private static final List<String> OWN = List.of("blog.shop.example", "*.shop-family.example");
    private static final KnownSources OURS = KnownSources.ours();
    private static final List<String> PAYMENT = List.of("*.paypal.com", "checkout.stripe.com");

    /** One visit per line: query of the landing address, referrer, where it came from, and the campaign, if any. */
    @ParameterizedTest(name = "{0} from {1} is {2}, {3}, {4}")
    @CsvFileSource(resources = "arrivals.csv", delimiter = ';', useHeadersInDisplayName = false)
    void a_visit_is_attributed_to_who_sent_it(String query, String referrer, String source, String channel, String campaign) {
        Attribution found =
                Attribution.of("https://shop.example/sale" + (query == null ? "" : "?" + query), referrer, OWN, PAYMENT, OURS);

        assertThat(found.source()).isEqualTo(source);
        assertThat(found.channel()).isEqualTo(channel);
        assertThat(found.campaign()).isEqualTo(campaign == null ? "(none)" : campaign);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "not an address", "https://", "http://[", "javascript:alert(1)", "https://%%%/?utm_source=%zz", "//google.com",
        "https://xn--\u0000.example/", "https://a..b/", "about:blank", "?utm_source=x"})
    void nonsense_is_nobody_and_never_an_error(String nonsense) {
        assertThat(Attribution.of(nonsense, nonsense, OWN, PAYMENT, OURS).channel()).isNotNull();
        assertThat(Attribution.of(null, null, List.of(), List.of(), OURS).channel()).isEqualTo("direct");
    }

    @Test
    void a_site_knows_sources_of_its_own_better_than_everybody() {
        KnownSources known = OURS.with(List.of(
                new SiteSource("deals.example", "deals", SourceKind.SHOPPING),
                new SiteSource("github.com", "our developers", SourceKind.SOCIAL)));

        assertThat(Attribution.of("https://shop.example/", "https://www.deals.example/1", OWN, PAYMENT, known))
                .isEqualTo(new Attribution("deals", "organic shopping", "(none)"));
        assertThat(Attribution.of("https://shop.example/?utm_source=deals&utm_medium=cpc", "", OWN, PAYMENT, known))
                .isEqualTo(new Attribution("deals", "paid shopping", "(none)"));
        assertThat(Attribution.of("https://shop.example/", "https://github.com/a", OWN, PAYMENT, known))
                .isEqualTo(new Attribution("our developers", "organic social", "(none)"));
        assertThat(Attribution.of("https://shop.example/", "https://github.com/a", OWN, PAYMENT, OURS).source())
                .isEqualTo("github");
    }

    @Test
    void an_address_that_cannot_be_read_still_has_its_referrer() {
        assertThat(Attribution.of("", "https://www.google.com/", OWN, PAYMENT, OURS))
                .isEqualTo(new Attribution("google", "organic search", "(none)"));
    }

    @Test
    void what_a_campaign_calls_itself_fits_into_a_row() {
        Attribution found = Attribution.of(
                "https://shop.example/?utm_source=%00A%0AB" + "x".repeat(5_000) + "&utm_campaign=%00C%0AD" + "\uD83E\uDE91".repeat(200), null, List.of(), List.of(), OURS);

        assertThat(found.source()).startsWith("a b").hasSize(100).doesNotContain("\u0000", "\n");
        assertThat(found.campaign()).startsWith("c d").doesNotContain("\u0000", "\n").endsWith("\uD83E\uDE91");
        assertThat(found.campaign().length()).isBetween(99, 101);
    }

    @Test
    void the_list_of_known_sources_is_long_and_names_every_kind() {
        assertThat(KnownSources.ours().size()).isGreaterThan(400);
        for (ClickId click : ClickId.values()) {
            assertThat(KnownSources.ours().ofWord(click.source()).kind()).isNotEqualTo(SourceKind.REFERRAL);
        }
    }
}
