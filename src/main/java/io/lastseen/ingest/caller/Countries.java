package io.lastseen.ingest.caller;

import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Networks;
import com.maxmind.db.NetworksIterationException;
import com.maxmind.db.Reader;
import io.netty.util.NetUtil;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Which country an address is in, by a database that lies in memory: an answer takes microseconds and no I/O. */
@ApplicationScoped
class Countries {
    private static final Logger LOG = Logger.getLogger(Countries.class);
    /** As src/country builds it. */
    private static final String BUILT_IN = "/io/lastseen/country/country.mmdb";
    private static final int LOOKED_THROUGH = 1_000;
    private final Optional<Reader> database;

    /** @throws IllegalArgumentException with one sentence where a setting is wrong */
    Countries(CountrySettings settings) {
        settings.check();
        boolean asked = settings.enabled() && settings.header().isEmpty();
        this.database = asked ? settings.database().map(Countries::open).or(Countries::builtIn) : Optional.empty();
    }

    /** A file that is no such database stops the start before anything else begins. */
    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent starting) {}

    /** Two capital letters; empty where nobody knows. @param address IPv4 or IPv6; any other text, and null, is unknown */
    String of(String address) {
        byte[] bytes = address == null || database.isEmpty() ? null : NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return "";
        }
        try {
            InetAddress asked = InetAddress.getByAddress(bytes);
            return ReservedAddresses.hold(asked) ? "" : code(database.get().get(asked, Map.class));
        } catch (IOException damaged) {
            return "";
        }
    }

    private static Reader open(Path file) {
        try {
            Reader reader = new Reader(file.toFile(), Reader.FileMode.MEMORY);
            if (!knowsCountries(reader)) {
                throw refused(file, "holds no countries");
            }
            return reader;
        } catch (IOException | InvalidNetworkException | NetworksIterationException unreadable) {
            throw refused(file, "cannot be read as one");
        }
    }

    private static IllegalArgumentException refused(Path file, String but) {
        return new IllegalArgumentException("lastseen.country.database must be a database of countries in MaxMind's format (.mmdb), but "
            + file + " " + but + "; left out, the one in this package is used");
    }

    private static boolean knowsCountries(Reader reader) throws IOException, InvalidNetworkException {
        Networks<Map> networks = reader.networks(Map.class);
        for (int i = 0; i < LOOKED_THROUGH && networks.hasNext(); i++) {
            if (!code(networks.next().data()).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Reader> builtIn() {
        try (InputStream in = Countries.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                LOG.warn("This package was built without its database of countries, so visitors' countries are unknown: build it with mvn package.");
                return Optional.empty();
            }
            return Optional.of(new Reader(in));
        } catch (IOException damaged) {
            throw new IllegalStateException("The database of countries in this package is damaged", damaged);
        }
    }

    /** As the databases there are call it: country_code, country.iso_code, or country. */
    private static String code(Map<?, ?> found) {
        if (found == null) {
            return "";
        }
        Object country = found.get("country");
        Object code = found.containsKey("country_code") ? found.get("country_code") : country instanceof Map<?, ?> of ? of.get("iso_code") : country;
        return code instanceof String text ? CountryCode.of(text) : "";
    }
}
