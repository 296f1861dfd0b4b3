package io.lastseen.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginPolicyTest {
    private final OriginPolicy policy = new OriginPolicy();

    @ParameterizedTest
    @CsvSource({
        "https://shop.example, https://shop.example, true",
        "https://shop.example, HTTPS://Shop.Example, true",
        "https://shop.example, http://shop.example, false",
        "https://shop.example, https://shop.example:8443, false",
        "https://shop.example, https://www.shop.example, false",
        "https://shop.example, https://shop.example.evil.example, false",
        "https://*.shop.example, https://www.shop.example, true",
        "https://*.shop.example, https://a.b.shop.example, true",
        "https://*.shop.example, https://shop.example, false",
        "https://*.shop.example, https://.shop.example, false",
        "https://*.shop.example, https://evilshop.example, false",
        "https://*.shop.example, http://www.shop.example, false",
        "https://*.shop.example, https://evil.example/.shop.example, false",
        "https://*.shop.example, https://evil.example#.shop.example, false",
        "https://*.shop.example, https://*.shop.example, false",
        "https://*.shop.example:8443, https://www.shop.example:8443, true",
        "https://*.shop.example:8443, https://www.shop.example, false",
        "*, https://anybody.example, true",
        "*, null, true",
        "https://shop.example, null, false"
    })
    void an_origin_is_allowed_as_the_owner_wrote_it(String allowed, String sent, boolean answer) {
        assertThat(policy.allows(TestSites.with(allowed), sent)).isEqualTo(answer);
    }

    @Test
    void without_an_allowed_origin_nobody_records() {
        assertThat(policy.allows(TestSites.with(), "https://shop.example")).isFalse();
        assertThat(policy.allows(TestSites.with(), null)).isFalse();
    }

    @Test
    void a_request_without_an_origin_is_only_anybodys() {
        assertThat(policy.allows(TestSites.with("*"), null)).isTrue();
        assertThat(policy.allows(TestSites.with("https://shop.example"), null)).isFalse();
    }

    @Test
    void anybody_is_not_a_name() {
        assertThat(policy.names(TestSites.with("*"), "*")).isFalse();
        assertThat(policy.names(TestSites.with("*"), "https://shop.example")).isFalse();
        assertThat(List.of("https://shop.example")).allMatch(o -> policy.names(TestSites.with(o), o));
    }
}
