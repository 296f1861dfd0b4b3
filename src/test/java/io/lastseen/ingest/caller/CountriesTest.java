package io.lastseen.ingest.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The database that is in the package, asked for networks whose owners have been in one country for decades. */
class CountriesTest {
    private static final Countries OURS = countries(Optional.empty());

    @TempDir
    Path folder;

    private record Set(boolean enabled, Optional<Path> database, Optional<String> header) implements CountrySettings {
    }

    private static Countries countries(Optional<Path> database) {
        return new Countries(new Set(true, database, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, US", "18.9.22.169, US", "142.150.0.1, CA", "148.204.1.1, MX", "200.147.3.157, BR", "190.210.1.1, AR",
        "193.99.144.80, DE", "212.58.244.70, GB", "80.67.169.12, FR", "192.16.184.1, NL", "130.59.1.1, CH", "193.170.1.1, AT",
        "151.1.1.1, IT", "150.244.1.1, ES", "193.136.1.1, PT", "130.237.28.40, SE", "128.39.0.1, NO", "62.241.198.245, FI",
        "212.77.98.9, PL", "195.113.1.1, CZ", "5.255.255.70, RU", "212.156.4.1, TR", "147.237.1.1, IL", "41.0.0.1, ZA",
        "14.139.1.1, IN", "180.76.76.76, CN", "133.11.0.1, JP", "168.126.63.1, KR", "168.95.1.1, TW", "203.116.1.1, SG", "203.6.1.1, AU",
        "2001:4860:4860::8888, US", "2804:14c::1, BR", "2003::1, DE", "2a00:23c0::1, GB", "2a01:cb00::1, FR", "2001:67c:2e8:22::c100:68b, NL",
        "2a02:120b::1, CH", "2001:6b0::1, SE", "240e::1, CN", "2A01:CB00:0:0:0:0:0:1, FR", "::ffff:193.99.144.80, DE", "[2003::1], DE"})
    void an_address_is_in_the_country_it_is_registered_in(String address, String country) {
        assertThat(OURS.of(address)).isEqualTo(country);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.254", "192.168.1.1", "169.254.1.1", "100.64.0.1", "0.0.0.0", "255.255.255.255",
        "224.0.0.1", "192.0.2.1", "198.51.100.1", "203.0.113.7", "198.18.0.1", "::1", "::", "fd00::1", "fe80::1", "fe80::1%eth0", "ff02::1",
        "2001:db8::1", "::ffff:10.0.0.1"})
    void a_private_or_reserved_address_is_nowhere(String address) {
        assertThat(OURS.of(address)).isEmpty();
    }

    /** What a proxy passes on may be any text; a name would have to be asked for over the network. */
    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "example.com", "localhost", "193.99.144.80:443", "193.99.144", "_hidden", "1.2.3.4.5", "héllo"})
    void what_is_no_address_is_unknown(String text) {
        assertThat(OURS.of(text)).isEmpty();
    }

    @Test
    void an_address_that_is_not_known_is_unknown() {
        assertThat(OURS.of(null)).isEmpty();
    }

    @Test
    void nobody_is_looked_up_where_that_is_switched_off_or_a_proxy_says_it() {
        assertThat(new Countries(new Set(false, Optional.empty(), Optional.empty())).of("8.8.8.8")).isEmpty();
        assertThat(new Countries(new Set(true, Optional.empty(), Optional.of("CF-IPCountry"))).of("8.8.8.8")).isEmpty();
    }

    @Test
    void a_database_of_ones_own_is_asked_instead() throws IOException {
        Path own = folder.resolve("own.mmdb");
        try (InputStream in = Countries.class.getResourceAsStream("/io/lastseen/country/country.mmdb")) {
            Files.copy(in, own);
        }
        assertThat(countries(Optional.of(own)).of("130.59.1.1")).isEqualTo("CH");
    }

    @Test
    void a_file_that_is_no_such_database_is_refused_with_a_sentence() throws IOException {
        Path text = Files.writeString(folder.resolve("countries.csv"), "1.0.0.0,1.0.0.255,AU\n");

        assertThatThrownBy(() -> countries(Optional.of(text))).isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith("lastseen.country.database must be").hasMessageContaining("countries.csv cannot be read");
        assertThatThrownBy(() -> countries(Optional.of(folder.resolve("missing.mmdb")))).hasMessageContaining("missing.mmdb cannot be read");
    }

    @Test
    void what_cannot_be_a_headers_name_is_refused() {
        assertThatThrownBy(() -> new Countries(new Set(true, Optional.empty(), Optional.of("CF IPCountry:"))))
            .hasMessageStartingWith("lastseen.country.header is 'CF IPCountry:'");
    }

    @ParameterizedTest
    @CsvSource({"DE, DE", "de, DE", "' fr ', FR", "XK, XK", "XX, ''", "T1, ''", "EU, ''", "A1, ''", "Germany, ''", "'', ''"})
    void a_code_that_somebody_else_wrote_is_one_of_iso_3166_or_none(String text, String code) {
        assertThat(CountryCode.of(text)).isEqualTo(code);
    }
}
