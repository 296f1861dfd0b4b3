package io.lastseen.ingest.caller;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads what requests say of who sent them. No I/O: event loops ask. */
@ApplicationScoped
public class Callers {
    private static final int AGENT = 512;
    private final CountrySettings settings;
    private final Countries countries;

    Callers(CountrySettings settings, Countries countries) {
        this.settings = settings;
        this.countries = countries;
    }

    public Caller of(HttpServerRequest request) {
        return new Caller(agent(request.getHeader("User-Agent")), country(request),
            PreferredLanguage.of(request.getHeader("Accept-Language")));
    }

    /** The address is the proxy's, unless {@code quarkus.http.proxy.*} has it taken from the proxy's headers. */
    private String country(HttpServerRequest request) {
        if (!settings.enabled()) {
            return "";
        }
        Optional<String> header = settings.header();
        return header.isPresent() ? CountryCode.of(request.getHeader(header.get())) : countries.of(address(request.remoteAddress()));
    }

    /** A connection that is gone already has none. As a proxy writes IPv6 with a port, it is a name to Vert.x: {@code [2003::1]}. */
    private static String address(SocketAddress remote) {
        if (remote == null) {
            return "";
        }
        return remote.hostAddress() == null ? remote.host() : remote.hostAddress();
    }

    private static String agent(String sent) {
        String known = sent == null ? "" : sent.replaceAll("[^\\x20-\\x7e]", "");
        return known.length() <= AGENT ? known : known.substring(0, AGENT);
    }
}
