package io.lastseen.ingest.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** How it is known which country visitors are in. */
@ConfigMapping(prefix = "lastseen.country")
public interface CountrySettings {

    /** Otherwise every country is unknown. */
    @WithDefault("true")
    boolean enabled();

    /** A database of one's own, in MaxMind's format; without, the one in this package. */
    Optional<Path> database();

    /** A header in which a proxy says the country, such as CF-IPCountry; then no address is looked up. */
    Optional<String> header();

    /** @throws IllegalArgumentException with one sentence where that is no header's name (RFC 9110, section 5.1) */
    default void check() {
        header().filter(name -> !name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")).ifPresent(name -> {
            throw new IllegalArgumentException("lastseen.country.header is '" + name
                + "', but must be the name of a header in which your proxy says the country, such as CF-IPCountry");
        });
    }
}
