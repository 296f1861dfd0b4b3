package io.lastseen.site;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where browsers reach this service: {@code lastseen.public-url}, else as the request has it. No slash at its end. */
@ApplicationScoped
public class PublicUrl {
    private static final String AUTHORITY = "[A-Za-z0-9._-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?";

    private final Optional<String> setting;

    PublicUrl(@ConfigProperty(name = "lastseen.public-url") Optional<String> setting) {
        setting.ifPresent(url -> {
            if (!url.matches("https?://(" + AUTHORITY + ")(/[A-Za-z0-9._~/-]*)?")) {
                throw new IllegalArgumentException("lastseen.public-url is '" + url
                        + "', but must be the address browsers use, such as https://lastseen.shop.example.");
            }
        });
        this.setting = setting.map(url -> url.replaceFirst("/+$", ""));
    }

    public Optional<String> setting() {
        return setting;
    }

    /** Believes X-Forwarded-Proto and X-Forwarded-Host: whoever sends them only deceives himself. */
    public String of(HttpServerRequest request) {
        return setting.orElseGet(() -> scheme(request) + "://" + authority(request));
    }

    /** {@code http} or {@code https}, as the browser sees it. */
    public static String scheme(HttpServerRequest request) {
        String forwarded = first(request.getHeader("X-Forwarded-Proto"));
        return "https".equals(forwarded) || "http".equals(forwarded) ? forwarded : request.scheme();
    }

    /** Host and port as the browser sees them. */
    public static String authority(HttpServerRequest request) {
        String forwarded = first(request.getHeader("X-Forwarded-Host"));
        if (forwarded != null && forwarded.matches(AUTHORITY)) {
            return forwarded;
        }
        HostAndPort authority = request.authority();
        String host = authority == null ? "" : authority.toString();
        return host.matches(AUTHORITY) ? host : "localhost:" + request.localAddress().port();
    }

    private static String first(String header) {
        return header == null ? null : header.split(",", 2)[0].strip();
    }
}
