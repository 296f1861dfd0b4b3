package io.lastseen.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTest {

    @ParameterizedTest
    @CsvSource({
        "ORIGIN, ' https://Shop.example ', https://shop.example",
        "ORIGIN, https://shop.example:443, https://shop.example",
        "ORIGIN, http://shop.example:80, http://shop.example",
        "ORIGIN, http://shop.example:443, http://shop.example:443",
        "ORIGIN, http://localhost:3000, http://localhost:3000",
        "ORIGIN, http://[::1]:3000, http://[::1]:3000",
        "ORIGIN, https://*.shop.example, https://*.shop.example",
        "ORIGIN, https://bücher.example, https://xn--bcher-kva.example",
        "ORIGIN, *, *",
        "HOST, Shop.example, shop.example",
        "HOST, *.paypal.com, *.paypal.com",
        "QUERY_NAME, utm_*, utm_*",
        "QUERY_NAME, ' Ref ', Ref",
        "TIME_ZONE, Europe/Berlin, Europe/Berlin",
        "TIME_ZONE, UTC, UTC"
    })
    void what_an_owner_writes_is_kept_in_one_form(Form form, String written, String kept) {
        assertThat(form.canonical(written)).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "ORIGIN, shop.example, has no scheme; write https://shop.example",
        "ORIGIN, shop.example/cart, has no scheme; write https://shop.example",
        "ORIGIN, ftp://shop.example, is not http or https",
        "ORIGIN, https://shop.example/, 'has a path; leave out everything after the host: https://shop.example'",
        "ORIGIN, https://shop.example:99999, ports are 1 to 65535",
        "ORIGIN, https://a.*.example, is not an origin",
        "ORIGIN, https://me@shop.example, is not an origin",
        "ORIGIN, https://-shop.example, has a host that cannot exist",
        "ORIGIN, https://, is not an origin",
        "HOST, https://shop.example, write only its name",
        "HOST, shop.example:80, write only its name",
        "HOST, *, write only its name",
        "QUERY_NAME, a=b, is not the name of a URL query parameter",
        "QUERY_NAME, *, is not the name of a URL query parameter",
        "QUERY_NAME, u*m, is not the name of a URL query parameter",
        "TIME_ZONE, +02:00, write one such as Europe/Berlin",
        "TIME_ZONE, Berlin, write one such as Europe/Berlin"
    })
    void what_cannot_be_meant_is_refused_with_what_to_write(Form form, String written, String said) {
        assertThatThrownBy(() -> form.canonical(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }
}
